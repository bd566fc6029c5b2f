import { appAddress, base32, newAppSecret, stepOf } from './authenticator-codes';
import { hashPassword, judgePassword, passwordFits, passwordsAreCrowded } from './passwords';
import { openPasskeys } from './passkeys';
import type { SignIns } from './sign-ins';

/** What the use cases about accounts get from this room, handed over by the door they came through. */
export const gateOf = (signIns: SignIns) => ({
	signIns,
	passwords: { hash: hashPassword, fits: passwordFits, judge: judgePassword, crowded: passwordsAreCrowded }
});

/** The same with what a second factor takes; `origin` is the address this browser is at, which keys belong to. */
export const wideGateOf = (signIns: SignIns, origin: string) => ({
	...gateOf(signIns),
	passkeys: openPasskeys(origin),
	apps: { newSecret: newAppSecret, stepOf, base32, address: appAddress }
});
