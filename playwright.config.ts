import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { freePort } from './bin/tools/free-port.js';
import { findBrowser } from './tests/support/browser.ts';

// Chosen once, before the workers read this file again.
process.env['KIJKKRING_E2E_PORT'] ??= String(await freePort(4500));
const inCi = Boolean(process.env['CI']);

export default defineConfig({
	testDir: 'tests/e2e',
	// an hour for every page there is: by hand, `npm run promises -- pages`
	testIgnore: process.env['EVERY_PAGE'] ? [] : ['**/every-page.spec.ts'],
	globalSetup: './tests/support/e2e-setup.ts',
	workers: inCi ? 1 : 2,
	retries: 0,
	forbidOnly: inCi,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	outputDir: 'test-results',
	reporter: 'list',
	use: {
		baseURL: `http://localhost:${process.env['KIJKKRING_E2E_PORT']}`,
		locale: 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		trace: 'retain-on-failure',
		launchOptions: await findBrowser()
	}
});
