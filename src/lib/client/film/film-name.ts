/** Name of the database in which a browser keeps what was filmed and not sent yet. */
export const filmsName = 'kijkkring-film';

/** Whether something may lie there from before. Cheap: it makes nothing. Where a browser does not say, it may. */
export const mayHaveFilms = async (): Promise<boolean> => {
	try {
		return (await indexedDB.databases()).some((one) => one.name === filmsName);
	} catch {
		return typeof indexedDB !== 'undefined';
	}
};
