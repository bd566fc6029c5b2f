import { and, eq } from 'drizzle-orm';
import { record } from '$lib/server/db/audit';
import { recoveryCode } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { hashSecret } from '../people/link-secret';
import { tellOwner } from './tell-owner';

const howMany = 10;
/** Without letters and digits that are read for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 16;

/**
 * Ten new codes, answered once and kept as hashes; those of before end. `tell`: she hears of it by letter. Each is 79 bits of chance, so a fast hash is
 * enough: nobody tries them all, also not with a copy of the database.
 */
export async function newRecoveryCodes(needs: Needs, userId: string, tell = false): Promise<string[]> {
	const codes = Array.from({ length: howMany }, () => codeFrom(needs));
	await needs.db.transaction(async (tx) => {
		await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
		await tx
			.insert(recoveryCode)
			.values(codes.map((code) => ({ hash: hashOf(userId, code), userId, createdAt: needs.clock() })));
	});
	if (tell) tellOwner(needs, userId, 'codes-new');
	return codes;
}

/** Whether this is one of her codes; it is gone by that, and she hears of it. */
export async function useRecoveryCode(needs: Needs, userId: string, code: string): Promise<boolean> {
	const used = await needs.db.transaction(async (tx) => {
		const gone = await tx
			.delete(recoveryCode)
			.where(and(eq(recoveryCode.userId, userId), eq(recoveryCode.hash, hashOf(userId, code))))
			.returning({ hash: recoveryCode.hash });
		if (gone.length > 0) await record(tx, { at: needs.clock(), kind: 'recovery-used', actor: userId });
		return gone.length > 0;
	});
	if (!used) return false;
	tellOwner(needs, userId, 'code-used');
	return true;
}

/** However it was typed: capitals, spaces and lines do not count. */
const hashOf = (userId: string, code: string): string =>
	hashSecret(`${userId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);

/** Four groups of four. A byte beyond a whole number of alphabets is left out, so that no letter is likelier. */
function codeFrom(needs: Needs): string {
	const fair = 256 - (256 % alphabet.length);
	let code = '';
	while (code.length < length)
		for (const byte of Buffer.from(needs.newSecret(), 'base64url'))
			if (byte < fair && code.length < length) code += alphabet[byte % alphabet.length];
	return code.replace(/(.{4})(?=.)/g, '$1-');
}
