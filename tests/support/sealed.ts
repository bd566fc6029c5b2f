import type { Needs } from '../../src/lib/server/use-cases/needs';

/** A text as it is kept about a child: under a key of its own here, because no test needs to know which. */
export const sealed = ({ vault }: Pick<Needs, 'vault'>, text: string): Uint8Array | null =>
	vault.write(vault.newKey().wrapped, text);
