import type { Outcome } from '$lib/domain/outcome';
import type { SignInStage } from '$lib/domain/second-factor';

/** What the use cases about accounts need of whoever keeps passwords and sign-ins; doors hand it over. */
export interface Gate {
	signIns: {
		start(userId: string, device: string, now: Date, stage?: SignInStage): Promise<string>;
		endAll(userId: string, but?: string): Promise<void>;
	};
	passwords: {
		hash(password: string): Promise<string>;
		/** `stored` null means "no such account": takes as long, and is false. */
		fits(stored: string | null, password: string): Promise<boolean>;
		/** So many wait that another one would wait too long. */
		crowded(): boolean;
		/** Answers the password in the form to be hashed. `personal`: words that would be easy to guess for this person. */
		judge(password: string, personal: string[]): Outcome<string>;
	};
}
