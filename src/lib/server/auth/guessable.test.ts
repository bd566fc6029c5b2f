import { describe, expect, it } from 'vitest';
import { commonWords } from './guessed-words';
import { guessable } from './guessable';
import { judgePassword } from './passwords';

describe('[A11] passwords that are guessed early', () => {
	it.each([
		'wachtwoord123',
		'Wachtwoord2026!',
		'W@chtw00rd1234',
		'welkomwelkom01',
		'Welkom in 2026!!',
		'zomervakantie2026',
		'ZomerVakantie!!',
		'P@ssw0rd12345',
		'aaaaaaaaaaaa',
		'hatsahatsahatsa',
		'123456789012',
		'987654321098',
		'qwertyuiop12',
		'asdfghjkl;12345',
		'1qaz2wsx3edc!',
		'ikhouvanjou12',
		'feyenoord1908!',
		'juf-marieke-1',
		'iloveyou20260101',
		'202611282026'
	])('%s', (password) => expect(guessable(password)).toBe(true));

	it.each([
		'vier groene fietsen buiten',
		'een heel ander zinnetje',
		'paard batterij nietje correct',
		'kR7-vhw2-Xq9p-mmd4',
		'rare snuiters op dinsdag',
		'theepot wandelt achteruit'
	])('%s is not', (password) => expect(guessable(password)).toBe(false));

	it('knows whose it is: her name and her school', () => {
		expect(guessable('wilgenhof 2026!', [])).toBe(false);
		expect(guessable('wilgenhof 2026!', ['De Wilgenhof'])).toBe(true);
	});

	it('is said once, with no rule of what a password must be made of', () => {
		expect(judgePassword('alleen kleine letters hier', [])).toMatchObject({ ok: true });
		expect(judgePassword('ééndjes zwemmen rónd', [])).toMatchObject({ ok: true });
		expect(judgePassword('kort', [])).toMatchObject({ code: 'password-too-short' });
		expect(judgePassword('welkomwelkom01', [])).toMatchObject({ code: 'password-too-common' });
		expect(judgePassword('x'.repeat(129), [])).toMatchObject({ code: 'bad-input' });
	});

	it('has its words in one form', () => {
		expect([...commonWords].filter((word) => !/^[a-z]{2,}$/.test(word))).toEqual([]);
		expect(commonWords.size).toBeGreaterThan(600);
	});
});
