import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { asPersons } from './tests/support/as-persons.ts';
import { findBrowser } from './tests/support/browser.ts';

export default defineConfig({
	plugins: [...(process.env['AS_PERSONS'] ? [asPersons()] : []), sveltekit()],
	// Known beforehand: found on the way, it would reload the page under a running test.
	optimizeDeps: { include: ['mediabunny'] },
	test: {
		// Two cores; a third worker only makes every test slower.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts'],
					// Thousands of mutated frames are a second's work, and many seconds' on a crowded machine.
					testTimeout: 30_000
				}
			},
			{
				// On PGlite; on PostgreSQL when TEST_DATABASE_URL names a server (see tests/support/postgres.ts).
				extends: true,
				test: {
					name: 'integration',
					environment: 'node',
					include: ['tests/integration/**/*.test.ts'],
					expect: { poll: { timeout: 10_000 } },
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				// Against the built server, which is killed, starved and cut off; so one file at a time.
				extends: true,
				test: {
					name: 'faults',
					environment: 'node',
					include: ['tests/faults/**/*.test.ts'],
					fileParallelism: false,
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			},
			{
				extends: true,
				test: {
					name: 'components',
					include: ['src/**/*.svelte.test.ts', 'tests/components/**/*.test.ts'],
					testTimeout: 20_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: await findBrowser(),
							contextOptions: { locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' }
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
