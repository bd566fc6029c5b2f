import { createDecipheriv, createECDH, createHash, hkdfSync, type ECDH } from 'node:crypto';
import * as v from 'valibot';
import { no, type Outcome } from '$lib/domain/outcome';
import { keptDays, parcelAbout, type LogBox, type LoggedMoment, type LogParcel } from '$lib/domain/practice';
import { findTrajectory, type TrajectoryRow } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { logMoment, readMoment } from './log-moment';

const day = 24 * 3_600_000;
const pointBytes = 65;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * What one teacher's device seals moments with until they are sent [PR5]. It can only seal: the other half is made here,
 * from the child's data key, the person and the day, and never leaves. So a log can be kept on a phone that has no line
 * and nobody signed in, and nobody who has the phone can read it, herself included.
 */
export function logBox(needs: Needs, userId: string, { id, wrappedKey }: TrajectoryRow): LogBox {
	const stamp = today(needs);
	const publicKey = halfOf(needs.vault.open(wrappedKey), userId, id, stamp).getPublicKey('base64');
	return { trajectory: id, who: userId, stamp, publicKey };
}

/** What came of one parcel. A refused moment is given back to the one who wrote it, so that no word is lost. */
export type Received = { id: string; saved: true } | { id: string; code: string; moment?: LoggedMoment };

const trajectory = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const parcelSchema = v.strictObject({
	trajectory,
	id: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
	stamp: v.pipe(v.number(), v.integer()),
	sealed: v.pipe(v.string(), v.maxLength(16_000))
});
const parcels = v.pipe(v.array(parcelSchema), v.maxLength(50));
const who = v.string();
/** Sealed, as a device keeps them; or as they are, from a browser that can keep nothing. `who`: whose they are. */
export const keptSchema = v.union([
	v.strictObject({ who, parcels }),
	v.strictObject({ who, plain: v.strictObject({ trajectory, moment: v.unknown() }) })
]);
type Kept = { parcels: LogParcel[] } | { plain: { trajectory: string; moment: unknown } };

/**
 * Takes in what a device kept, in the order in which it was kept, and says of each what came of it. Sent twice it is
 * there once [PR4]. Codes beside those of `logMoment`: `not-found` for a parcel that is nobody's, another's, or too old.
 */
export async function receiveKept(needs: Needs, userId: string, given: Kept): Promise<Received[]> {
	if ('plain' in given) return [await receivePlain(needs, userId, given.plain)];
	const answers: Received[] = [];
	for (const parcel of given.parcels) {
		const { id } = parcel;
		const opened = await openParcel(needs, userId, parcel);
		const saved = opened.ok
			? await logMoment(needs, userId, parcel.trajectory, happened(needs, opened.value), markOf(parcel))
			: opened;
		if (saved.ok) answers.push({ id, saved: true });
		else answers.push({ id, code: saved.code, ...(opened.ok && { moment: opened.value }) });
	}
	return answers;
}

/** No two parcels are sealed to the same bytes: this one, sent again, and no other with the same words. */
const markOf = ({ sealed }: LogParcel): string => createHash('sha256').update(sealed).digest('base64url');

async function receivePlain(
	needs: Needs,
	userId: string,
	given: { trajectory: string; moment: unknown }
): Promise<Received> {
	const read = readMoment(given.moment);
	if (!read.ok) return { id: '', code: read.code };
	const saved = await logMoment(needs, userId, given.trajectory, happened(needs, read.value));
	const { id } = read.value;
	return saved.ok ? { id, saved: true } : { id, code: saved.code, moment: read.value };
}

/** What a device logged has been, whatever its clock says: one that is ahead would lose it. */
const happened = (needs: Needs, moment: LoggedMoment): LoggedMoment => ({
	...moment,
	at: Math.min(moment.at, needs.clock().getTime())
});

/** Opens a parcel of her own. Refusals: `not-found` (not hers, too old, changed on the way), `bad-input`. */
async function openParcel(needs: Needs, userId: string, parcel: LogParcel): Promise<Outcome<LoggedMoment>> {
	const found = await findTrajectory(needs.db, parcel.trajectory);
	if (found?.teacherId !== userId) return no('not-found');
	const now = today(needs);
	if (parcel.stamp > now || now - parcel.stamp >= keptDays) return no('not-found');
	const half = halfOf(needs.vault.open(found.wrappedKey), userId, found.id, parcel.stamp);
	const text = unseal(half, parcel);
	if (text === null) return no('not-found');
	const moment = readMoment(text);
	return moment.ok && moment.value.id !== parcel.id ? no('bad-input') : moment;
}

const today = (needs: Needs): number => Math.floor(needs.clock().getTime() / day);

/** The private half for one day. Of 2^32 numbers one is no key of this curve: then the next is taken. */
function halfOf(key: Uint8Array, userId: string, trajectoryId: string, stamp: number): ECDH {
	const half = createECDH('prime256v1');
	for (let turn = 0; ; turn++) {
		// ids hold no spaces, so two different sets of them never make the same text
		const about = ['kijkkring log box', userId, trajectoryId, stamp, turn].join(' ');
		try {
			half.setPrivateKey(Buffer.from(hkdfSync('sha256', key, '', about, 32)));
			return half;
		} catch (error) {
			if (turn > 8) throw error;
		}
	}
}

function unseal(half: ECDH, parcel: LogParcel): unknown {
	try {
		const bytes = Buffer.from(parcel.sealed, 'base64');
		const point = bytes.subarray(0, pointBytes);
		const nonce = bytes.subarray(pointBytes, pointBytes + nonceBytes);
		const about = parcelAbout(parcel);
		const key = Buffer.from(hkdfSync('sha256', half.computeSecret(point), '', about, 32));
		const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
		decipher.setAAD(Buffer.from(about));
		decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
		const body = bytes.subarray(pointBytes + nonceBytes, bytes.length - tagBytes);
		return JSON.parse(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'));
	} catch {
		// no point of the curve, or noise under this key: it was not sealed for her, or it was changed
		return null;
	}
}
