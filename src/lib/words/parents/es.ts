import type { ParentTexts } from './texts';

export const texts: ParentTexts = {
	language: 'es',
	name: 'Español',
	dates: 'es-ES',
	direction: 'ltr',
	version: 1,
	checked: null,
	unchecked: 'Una persona de lengua materna española todavía no ha revisado este texto.',

	title: 'Permiso para filmar',
	chooseLanguage: 'Idioma',
	listen: 'Leer en voz alta',
	stopListening: 'Dejar de leer',

	door: {
		intro: 'Esta página es para padres, madres y cuidadores. La escuela le dio una carta. En ella hay un código largo.',
		codeLabel: 'El código largo de la carta',
		codeHint: '28 letras y números. No importan las mayúsculas ni los espacios.',
		open: 'Continuar',
		opening: 'Un momento. La página se está abriendo.',
		wrong:
			'Este enlace o código no funciona. Quizás hay un error al escribir o la carta es demasiado antigua. Pida una carta nueva en la escuela.',
		over: 'La página ha estado abierta demasiado tiempo. No se ha anotado nada. Abra otra vez el enlace de la carta.',
		wait: 'Ha habido demasiados intentos. Espere un cuarto de hora y pruebe otra vez.'
	},

	from: (teacher) => `Una pregunta de ${teacher}`,
	question: '¿Puede el docente filmar a su hijo o hija?',
	what: {
		title: 'Qué hacemos',
		body: 'El docente juega unos minutos con su hijo o hija. Hacemos un vídeo corto. El docente aprende de él. No es un examen para su hijo o hija.'
	},
	who: {
		title: 'Quién lo ve',
		body: 'Solo las personas del grupo de aprendizaje del docente. Lo ven juntas y hablan de ello. El vídeo no se pone en internet.'
	},
	after: { title: 'Después', body: (date) => `Borramos el vídeo. Como muy tarde el ${date}.` },
	always: {
		title: 'Siempre puede decir que no',
		body: 'También más tarde, en esta página. Entonces todo se para enseguida y borramos el vídeo. No tiene que decir por qué. Para su hijo o hija no cambia nada.'
	},
	ask: {
		title: '¿Tiene una pregunta?',
		body: (teacher, school) => `Pregunte a ${teacher} o a alguien de la escuela (${school}).`,
		contact: (contact) => `Contacto: ${contact}`,
		privacy: (contact) => `Sobre la privacidad: ${contact}`
	},
	agree: '¿Está de acuerdo?',
	yes: 'Sí',
	no: 'No',

	scopes: {
		team: { title: 'Filmar y ver el vídeo juntos', body: 'Solo con el grupo de aprendizaje del docente.' },
		expert: {
			title: 'Una persona experta de fuera de la escuela',
			body: (name, organisation) =>
				`${organisation ? `${name}, de ${organisation},` : name} puede ver un vídeo si el docente pide ayuda. Unos días, y después ya no.`
		},
		guest: {
			title: 'Una persona invitada a una reunión',
			body: 'Alguien que mira una sola vez, por ejemplo un docente de otro grupo. Solo durante esa reunión.'
		},
		presentation: {
			title: 'Mostrarlo a invitados',
			body: 'Al final, el grupo muestra a otras personas lo que ha aprendido, por ejemplo a la dirección de la escuela. Entonces se puede mostrar una parte del vídeo. Sin nombre.'
		},
		figures: {
			title: 'Cifras',
			body: 'El docente rellena cuestionarios sobre el contacto con su hijo o hija. La escuela usa solo las cifras, para ver si este trabajo ayuda. Sin nombre y sin vídeo.'
		},
		photo: {
			title: 'Una foto para usted',
			body: 'El docente puede mostrarle o darle una imagen del vídeo. Solo a los padres de su hijo o hija.'
		}
	},
	more: { title: '¿Permite algo más?', body: 'No es obligatorio. Todo lo de abajo es no, hasta que usted diga sí.' },

	now: {
		may: 'Ahora se puede filmar.',
		mayNot: 'Ahora no se puede filmar.',
		notYet: 'Ahora todavía no se puede filmar.'
	},
	mine: {
		yes: (date) => `Usted dijo que sí el ${date}.`,
		no: (date) => `Usted dijo que no el ${date}.`,
		none: 'Usted todavía no ha respondido.',
		again: 'Por un fallo técnico en la escuela se perdieron respuestas. Por eso le preguntamos otra vez.',
		change: '¿Quiere cambiar su respuesta?'
	},
	thanks: { yes: 'Gracias. Hemos anotado su sí.', no: 'Hemos anotado su no. Vale desde ahora mismo.' },

	code: {
		title: 'El código de la escuela',
		body: 'Para decir que sí hace falta un código. Se lo dieron en la escuela, en un papel aparte. Así sabemos que es usted. Para decir que no, no hace falta ningún código.',
		label: 'Código de 6 caracteres',
		wrong: (left) => `Este código no es correcto. Intentos que quedan: ${left}.`,
		spent:
			'El código se ha escrito mal demasiadas veces. Pida una carta nueva en la escuela. Todavía puede decir que no.'
	},

	exists: {
		title: 'Qué hay ahora',
		none: 'Ahora no hay ningún vídeo de su hijo o hija.',
		films: (n) => `Número de vídeos: ${n}`,
		until: (date) => `Se guarda como muy tarde hasta el ${date}`,
		watched: 'Quién lo ha visto',
		notWatched: 'Todavía no lo ha visto nadie.',
		by: {
			teacher: 'el propio docente',
			team: 'alguien del grupo de aprendizaje',
			leader: 'quien dirige el grupo de aprendizaje',
			guest: 'una persona invitada',
			expert: 'una persona experta de fuera de la escuela'
		},
		erased: (n) => `Número de vídeos borrados: ${n}`,
		erasedOn: (date) => `Borrado el ${date}`
	},

	receipt: {
		title: 'Sus respuestas',
		intro: 'Este es su comprobante. Puede guardarlo.',
		keep: 'Guardar como archivo',
		mailLabel: 'O recibirlo por correo electrónico',
		mailHint: 'No guardamos su dirección de correo.',
		send: 'Enviar',
		sent: 'El correo se ha enviado.',
		notSent: 'No se pudo enviar el correo. Su respuesta sí está anotada.',
		subject: 'Su respuesta sobre filmar',
		yes: 'sí',
		no: 'no',
		byTeacher: 'anotado por el docente',
		text: (language, version) => `Texto leído: ${language}, versión ${version}`
	},
	leave: 'Cerrar esta página',

	letter: {
		greeting: 'Estimados padres o cuidadores:',
		how: 'Cómo responder',
		scan: 'Haga una foto de este cuadrado con su teléfono. Se abre la página.',
		typeInstead: (address) => `O vaya a ${address} y escriba este código:`,
		choose: 'Lea la página o escúchela. Elija sí o no.',
		slipNeeded:
			'Para decir que sí necesita también un papel con 6 caracteres. Se lo dan en la escuela. Para decir que no, basta esta carta.',
		onlyYou: 'Esta carta es solo para usted. No se la dé a otra persona. Guárdela: más tarde puede cambiar de opinión.',
		until: (date) => `El enlace funciona hasta el ${date}.`,
		paper: '¿Prefiere hablar o responder en papel? También se puede. Dígalo en la escuela.',
		slipTitle: 'Código para decir que sí',
		slipBody: 'Escriba este código si quiere decir que sí. Para decir que no, no hace falta ningún código.'
	}
};
