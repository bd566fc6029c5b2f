import { describe, expect, it } from 'vitest';
import { parseCommand } from './command-input';

const form = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};

describe('commands from forms', () => {
	it('reads what a button asks, with numbers and yes or no as such', () => {
		expect(parseCommand(form({ do: 'back', seen: '12', round: '3', reason: ' nog een keer ' }))).toEqual({
			do: 'back',
			seen: 12,
			round: 3,
			reason: 'nog een keer'
		});
		expect(parseCommand(form({ do: 'ready', ready: 'no' }))).toEqual({ do: 'ready', ready: false });
		expect(parseCommand(form({ do: 'choose-moment', which: 'glad', atMs: '1200' }))).toEqual({
			do: 'choose-moment',
			which: 'glad',
			atMs: 1200
		});
	});

	it('reads a lens or none, a round that is asked for, and asking for the lead', () => {
		expect(parseCommand(form({ do: 'choose-lens', lens: 'with-words' }))).toEqual({
			do: 'choose-lens',
			lens: 'with-words'
		});
		expect(parseCommand(form({ do: 'choose-lens', lens: '' }))).toEqual({ do: 'choose-lens', lens: null });
		expect(parseCommand(form({ do: 'ask-round', round: 'third-viewing', asked: 'yes' }))).toEqual({
			do: 'ask-round',
			round: 'third-viewing',
			asked: true
		});
		expect(parseCommand(form({ do: 'ask-lead', asked: 'no' }))).toEqual({ do: 'ask-lead', asked: false });
		expect(parseCommand(form({ do: 'choose-lens', lens: '<b>' }))).toBeNull();
		expect(parseCommand(form({ do: 'ask-round', round: '', asked: 'yes' }))).toBeNull();
	});

	it('takes an empty reason for none, so that a guard is not passed by an empty field', () => {
		expect(parseCommand(form({ do: 'next', seen: '4', reason: '  ' }))).toEqual({ do: 'next', seen: 4 });
	});

	it('refuses anything else', () => {
		expect(parseCommand(form({ do: 'delete-everything' }))).toBeNull();
		expect(parseCommand(form({ do: 'next', seen: '-1' }))).toBeNull();
		expect(parseCommand(form({ do: 'give-turn', to: '../x' }))).toBeNull();
		expect(parseCommand(form({ do: 'choose-moment', which: 'best', atMs: '3' }))).toBeNull();
		expect(parseCommand(form({ do: 'back', seen: '1', round: '0', reason: 'x'.repeat(301) }))).toBeNull();
	});
});
