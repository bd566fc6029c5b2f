/**
 * What the database is asked when somebody comes in takes milliseconds. An answer that does not come in time has failed:
 * a driver can lose a question together with its connection, and whoever comes next must not wait for it. `ms`: how long.
 */
export function inTime<Out>(answer: Promise<Out>, ms: number): Promise<Out> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`the database did not answer within ${ms} ms`)), ms);
		answer.then(resolve, reject).finally(() => clearTimeout(late));
	});
}

/** Who somebody is, her seat, and whose session it is. */
export const longestLook = 4_000;
/** Everything that was ever written in a document. */
export const longestRead = 10_000;
