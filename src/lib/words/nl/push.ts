/** Herinneringen op een apparaat: hoe het aan- en uitgaat, en wat er dan staat. */
export const push = {
	message: {
		title: 'Kijkkring',
		body: (count: number, day: string) =>
			count === 1 ? `Er staat iets voor je klaar voor ${day}.` : `Er staan ${count} dingen voor je klaar voor ${day}.`
	},
	choice: 'Op mijn apparaten',
	choiceMeans: 'Een melding met hoeveel er klaarstaat, en voor welke dag. Lukt dat niet, dan per mail.',
	choiceMeansNoMail: 'Een melding met hoeveel er klaarstaat, en voor welke dag.',
	none: 'Er staat nog geen apparaat aan. Tot die tijd krijg je een mail.',
	noneNoMail: 'Er staat nog geen apparaat aan, dus er komt nog niets aan.',
	here: {
		title: 'Dit apparaat',
		means:
			'De melding gaat versleuteld via de maker van je browser. Die ziet alleen dát er iets komt. Op een computer die je deelt zet je het beter niet aan.',
		on: 'Meldingen staan aan op dit apparaat.',
		off: 'Meldingen staan uit op dit apparaat.',
		blocked:
			'Je browser houdt meldingen van Kijkkring tegen. Zet ze aan bij de instellingen van deze site: tik op het slotje of het schuifje naast het adres.',
		impossible: 'Deze browser kan geen meldingen tonen. Probeer het met een nieuwere browser, of kies voor mail.',
		homeScreen:
			'Op een iPhone of iPad werkt het alleen vanaf je beginscherm. Tik in Safari op Deel, kies ‘Zet op beginscherm’ en open Kijkkring daarvandaan.',
		failed: 'Het is niet gelukt om meldingen aan te zetten. Probeer het later nog eens.',
		asking: 'Even wachten …',
		turnOn: 'Zet meldingen hier aan',
		turnOff: 'Zet meldingen hier uit',
		noScript: 'Hiervoor moeten scripts aanstaan in je browser.'
	},
	devices: {
		title: 'Je andere apparaten met meldingen',
		remove: 'Zet uit',
		removeOf: (device: string) => `Zet meldingen uit op ${device}`,
		unknown: 'Onbekend apparaat'
	}
};
