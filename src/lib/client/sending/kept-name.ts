/** Name of the database that says which clips wait on this device. */
export const clipsName = 'kijkkring-clips';

/** Whether a clip may wait here from before. Cheap: it makes nothing. Where a browser does not say, it may. */
export const mayHaveKeptClips = async (): Promise<boolean> => {
	try {
		return (await indexedDB.databases()).some((one) => one.name === clipsName);
	} catch {
		return typeof indexedDB !== 'undefined';
	}
};
