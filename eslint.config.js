import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import { roomAddress } from './bin/tools/room-address.js';
import svelteConfig from './svelte.config.js';

/** drizzle's `sql.raw(…)` and postgres-js' `sql.unsafe(…)`. */
const sqlRaw = {
	selector: 'CallExpression[callee.property.name=/^(raw|unsafe)$/][callee.object.name=/^(sql|tx|db|client|admin)$/]',
	message: 'SQL is never glued together from strings: use the sql template, which binds its values (ASVS 1.2.4).'
};

/** A form that is none would be a failure of ours; at the door it is the sender's. */
const rawForm = {
	selector: 'CallExpression[callee.property.name="formData"]',
	message: 'Forms are read by formOf or fieldsOf (src/lib/server/door.ts), where a broken one is refused.'
};

export default defineConfig(
	globalIgnores(['build/', '.svelte-kit/', 'data/', 'test-results/', 'playwright-report/', 'drizzle/']),
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		plugins: { kijkkring: { rules: { 'room-address': roomAddress } } },
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		// An exception to a rule is a change of this file, where a reviewer sees it.
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
		rules: {
			'kijkkring/room-address': 'error',
			// Refusing control characters is what our doors do.
			'no-control-regex': 'off',
			// The compiler knows what exists.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-eval': 'error',
			'no-implied-eval': 'error',
			'no-restricted-syntax': ['error', sqlRaw],
			'no-empty': ['error', { allowEmptyCatch: false }],
			'object-shorthand': 'error',
			'prefer-const': ['error', { destructuring: 'all' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } },
		rules: {
			// Props are declared with `let`, because the parent changes them.
			'prefer-const': 'off',
			// What people type is text, never markup.
			'svelte/no-at-html-tags': 'error',
			// In a form a plain button sends it; that is what nearly all of ours are for.
			'svelte/button-has-type': 'off',
			// Deleting a key of a plain record by name is fine.
			'@typescript-eslint/no-dynamic-delete': 'off',
			'svelte/no-target-blank': 'error',
			'svelte/require-each-key': 'error',
			// The app is served from the root of its own host, so a plain path is a whole address.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['src/routes/**/*.ts'],
		rules: { 'no-restricted-syntax': ['error', sqlRaw, rawForm] }
	},
	{
		// The database room may need the raw words of the database (vacuum, locks); it gets no text from people.
		files: ['src/lib/server/db/**'],
		rules: { 'no-restricted-syntax': 'off' }
	},
	{
		// A promise nobody waits for is a lost error, a lost letter or a lost row. Asked only where it pays: types cost time.
		files: ['src/lib/server/**/*.ts', 'src/hooks.server.ts', 'src/routes/**/*.ts'],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error'
		}
	},
	{
		// In a test, "it is there" is what is being tested; the throw is the message.
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
	}
);
