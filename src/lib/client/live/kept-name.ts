/** Names of the databases in which a browser keeps unsent changes: those of sessions, those of plans, and those of plans two write in. */
export const keptName = 'kijkkring-kept';
export const keptPlanName = 'kijkkring-kept-plan';
export const keptTogetherName = 'kijkkring-kept-together';

/** Whether something may lie there from before. Where a browser does not say, it may. */
export const mayHaveKept = async (name = keptName): Promise<boolean> => {
	try {
		return (await indexedDB.databases()).some((one) => one.name === name);
	} catch {
		return true;
	}
};
