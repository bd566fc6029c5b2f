import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { BlobSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { enter, expectQuiet, type Person } from '../support/people.ts';

const clip = path.resolve('tests/fixtures/clips/h264_aac_moovend.mp4');
let marit: Person;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(async ({ browser }) => {
	marit = await enter(browser, 'marit');
	// the clip's page looks whether it can be played yet
	marit.allow(/404 HEAD .*\/media\/index\.m3u8/);
	await marit.context.addInitScript(keepWhatIsSent);
});
test.afterAll(() => marit.leave());
test.afterEach(() => expectQuiet(marit));

/** Keeps every body the page sends anywhere, in the page. */
function keepWhatIsSent(): void {
	const sent: Blob[] = [];
	const keep = (body: unknown): void => {
		if (body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body))
			sent.push(new Blob([body as BlobPart]));
	};
	const send = XMLHttpRequest.prototype.send;
	XMLHttpRequest.prototype.send = function (body) {
		keep(body);
		send.call(this, body ?? null);
	};
	const { fetch } = globalThis;
	globalThis.fetch = (input, init) => {
		keep(init?.body);
		return fetch(input, init);
	};
	Object.assign(globalThis, { sent });
}

const everythingSent = async (): Promise<Buffer> => {
	const base64 = await marit.page.evaluate(async () => {
		const { sent } = globalThis as unknown as { sent: Blob[] };
		const bytes = new Uint8Array(await new Blob(sent).arrayBuffer());
		let text = '';
		for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
		return btoa(text);
	});
	return Buffer.from(base64, 'base64');
};

test('[C2] what she cuts away is in nothing her browser sends; what she keeps is played', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	const chooser = page.getByLabel(t.clip.add.file);
	// a person cannot press it before the page is awake; a test could
	await expect(chooser.locator('xpath=ancestor::*[@inert]')).toHaveCount(0);
	await chooser.setInputFiles(clip);
	const begin = page.getByRole('slider', { name: t.prepare.begins });
	await begin.focus();
	for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
	await expect(page.getByText(t.prepare.how.quick, { exact: true })).toBeVisible();
	await page.getByRole('button', { name: t.prepare.ready }).click();
	await page.getByRole('radio', { name: t.clip.add.othersNone }).check();
	await page.getByRole('button', { name: t.clip.add.send, exact: true }).click();
	await page.waitForURL(/\/clips\/[\w-]{10,}$/);
	await expect(page.getByRole('region', { name: t.clip.page.player }).getByText('/ 0:08')).toBeVisible({
		timeout: 40_000
	});

	const sent = await everythingSent();
	const input = new Input({ formats: [MP4], source: new BlobSource(new Blob([new Uint8Array(await readFile(clip))])) });
	const track = await input.getPrimaryVideoTrack();
	if (!track) throw new Error('no pictures in the fixture');
	const found = { kept: 0, cut: 0 };
	for await (const { timestamp, data } of new EncodedPacketSink(track).packets()) {
		const there = sent.includes(Buffer.from(data.subarray(-40)));
		if (there) found[timestamp < 3.999 ? 'cut' : 'kept']++;
	}
	expect(found).toEqual({ cut: 0, kept: 240 });
	expect(sent.includes('x264')).toBe(false);
});
