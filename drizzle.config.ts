import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate` writes the next migration from the schema; a migration is never edited once merged. */
export default defineConfig({
	dialect: 'postgresql',
	schema: './src/lib/server/db/schema.ts',
	out: './drizzle',
	casing: 'snake_case'
});
