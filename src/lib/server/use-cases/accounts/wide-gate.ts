import type { Gate } from '../people/gate';

/** A key of a device, as it is kept. */
interface KeptKey {
	id: string;
	publicKey: Uint8Array;
	counter: number;
	transports: string[];
}

/** What the use cases about a second factor need of whoever knows its arithmetic; doors hand it over. */
export interface WideGate extends Gate {
	signIns: Gate['signIns'] & {
		end(cookie: string): Promise<void>;
		prove(authSessionId: string, now: Date): Promise<string>;
	};
	passkeys: {
		/** Questions for a browser; what is in them is between it and this room. */
		toMake(who: { id: string; email: string; name: string }, known: KeptKey[], challenge: string): Promise<object>;
		toUse(known: KeptKey[], challenge: string): Promise<object>;
		/** The key that was made; null when this is no answer to the question. */
		made(answer: string, challenge: string): Promise<KeptKey | null>;
		/** How often the key says it was used; null when it did not answer the question. */
		used(answer: string, challenge: string, key: KeptKey): Promise<number | null>;
		about(answer: string): { id: string; challenge: string } | null;
	};
	apps: {
		newSecret(): Uint8Array;
		/** The half minute a code belongs to, after the one that was used; null when it is no code now. */
		stepOf(secret: Uint8Array, code: string, now: Date, usedUp: number): number | null;
		base32(secret: Uint8Array): string;
		address(secret: Uint8Array, about: { school: string; email: string }): string;
	};
}
