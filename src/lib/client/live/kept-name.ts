/** Name of the database in which a browser keeps unsent changes. */
export const keptName = 'kijkkring-kept';

/** Whether something may lie there from before. Where a browser does not say, it may. */
export const mayHaveKept = async (): Promise<boolean> => {
	try {
		return (await indexedDB.databases()).some((one) => one.name === keptName);
	} catch {
		return true;
	}
};
