/** Name of the database in which a browser keeps logged moments until they are sent. */
export const logName = 'kijkkring-log';

/** Whether something may lie there from before. Cheap: it makes nothing. Where a browser does not say, it may. */
export const mayHaveLogged = async (): Promise<boolean> => {
	try {
		return (await indexedDB.databases()).some((one) => one.name === logName);
	} catch {
		return typeof indexedDB !== 'undefined';
	}
};
