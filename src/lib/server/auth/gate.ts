import { hashPassword, judgePassword, passwordFits } from './passwords';
import type { SignIns } from './sign-ins';

/** What the use cases about accounts get from this room, handed over by the door they came through. */
export const gateOf = (signIns: SignIns) => ({
	signIns,
	passwords: { hash: hashPassword, fits: passwordFits, judge: judgePassword }
});
