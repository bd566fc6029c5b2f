import type { ParentTexts } from './texts';

export const texts: ParentTexts = {
	language: 'tr',
	name: 'Türkçe',
	dates: 'tr-TR',
	direction: 'ltr',
	version: 1,
	checked: null,
	unchecked: 'Bu metin henüz ana dili Türkçe olan biri tarafından kontrol edilmedi.',

	title: 'Film çekmek için izin',
	chooseLanguage: 'Dil',
	listen: 'Sesli dinleyin',
	stopListening: 'Okumayı durdurun',

	door: {
		intro: 'Bu sayfa anne, baba ve bakıcılar içindir. Okuldan bir mektup aldınız. Mektupta uzun bir kod var.',
		codeLabel: 'Mektuptaki uzun kod',
		codeHint: '28 harf ve rakam. Büyük ya da küçük harf ve boşluklar önemli değil.',
		open: 'Devam',
		opening: 'Bir dakika. Sayfa açılıyor.',
		wrong:
			'Bu bağlantı ya da kod çalışmıyor. Belki yanlış yazıldı, belki mektup çok eski. Okuldan yeni bir mektup isteyin.',
		over: 'Sayfa çok uzun süre açık kaldı. Hiçbir şey kaydedilmedi. Mektuptaki bağlantıyı yeniden açın.',
		wait: 'Çok fazla deneme yapıldı. On beş dakika bekleyin ve yeniden deneyin.'
	},

	from: (teacher) => `Soran: ${teacher}`,
	question: 'Öğretmen çocuğunuzu filme çekebilir mi?',
	what: {
		title: 'Ne yapıyoruz',
		body: 'Öğretmen çocuğunuzla birkaç dakika oynuyor. Bunun kısa bir filmini çekiyoruz. Öğretmen bundan öğreniyor. Bu, çocuğunuz için bir sınav değildir.'
	},
	who: {
		title: 'Kim izliyor',
		body: 'Yalnızca öğretmenin kendi öğrenme grubundaki kişiler. Filmi birlikte izleyip konuşuyorlar. Film internete konmaz.'
	},
	after: { title: 'Sonra', body: (date) => `Filmi sileriz. En geç şu tarihte: ${date}.` },
	always: {
		title: 'Her zaman hayır diyebilirsiniz',
		body: 'Daha sonra da, bu sayfada. O zaman her şey hemen durur ve filmi sileriz. Nedenini söylemeniz gerekmez. Çocuğunuz için hiçbir şey değişmez.'
	},
	ask: {
		title: 'Sorunuz mu var?',
		body: (teacher, school) => `Şu kişiye sorun: ${teacher}. Ya da okuldan birine sorun: ${school}.`,
		contact: (contact) => `İletişim: ${contact}`,
		privacy: (contact) => `Gizlilik hakkında: ${contact}`
	},
	agree: 'Bunu kabul ediyor musunuz?',
	yes: 'Evet',
	no: 'Hayır',

	scopes: {
		team: { title: 'Film çekmek ve birlikte izlemek', body: 'Yalnızca öğretmenin kendi öğrenme grubuyla.' },
		expert: {
			title: 'Okul dışından bir uzman',
			body: (name, organisation) =>
				`Uzman: ${organisation ? `${name}, ${organisation}` : name}. Öğretmen yardım isterse bu kişi bir filmi görebilir. Birkaç gün için, daha sonra göremez.`
		},
		guest: {
			title: 'Bir toplantıda bir misafir',
			body: 'Bir kez birlikte izleyen biri, örneğin başka bir gruptan bir öğretmen. Yalnızca o toplantı sırasında.'
		},
		presentation: {
			title: 'Misafirlere göstermek',
			body: 'Sonunda grup, öğrendiklerini başkalarına gösterir, örneğin okul yönetimine. O sırada filmden bir parça gösterilebilir. İsim olmadan.'
		},
		figures: {
			title: 'Sayılar',
			body: 'Öğretmen, çocuğunuzla ilişkisi hakkında anketler dolduruyor. Okul yalnızca sayıları kullanır: bu çalışma işe yarıyor mu? İsim olmadan ve film olmadan.'
		},
		photo: {
			title: 'Size bir fotoğraf',
			body: 'Öğretmen size filmden bir görüntü gösterebilir ya da verebilir. Yalnızca çocuğunuzun kendi anne babasına.'
		}
	},
	more: {
		title: 'Başka bir şeye de izin var mı?',
		body: 'Zorunlu değil. Siz evet diyene kadar aşağıdakilerin hepsi hayırdır.'
	},

	now: {
		may: 'Şu anda film çekilebilir.',
		mayNot: 'Şu anda film çekilemez.',
		notYet: 'Şu anda henüz film çekilemez.'
	},
	mine: {
		yes: (date) => `${date} tarihinde evet dediniz.`,
		no: (date) => `${date} tarihinde hayır dediniz.`,
		none: 'Henüz cevap vermediniz.',
		again: 'Okuldaki bir arıza yüzünden cevaplar kayboldu. Bu yüzden size tekrar soruyoruz.',
		change: 'Cevabınızı değiştirmek ister misiniz?'
	},
	thanks: { yes: 'Teşekkür ederiz. Evet cevabınız kaydedildi.', no: 'Hayır cevabınız kaydedildi. Hemen geçerlidir.' },

	code: {
		title: 'Okulun verdiği kod',
		body: 'Evet demek için bir kod gerekir. Onu okulda, ayrı bir kâğıtta aldınız. Böylece cevap verenin siz olduğunu biliriz. Hayır demek için kod gerekmez.',
		label: '6 karakterli kod',
		wrong: (left) => `Bu kod doğru değil. Kalan deneme sayısı: ${left}.`,
		spent: 'Kod çok fazla kez yanlış girildi. Okuldan yeni bir mektup isteyin. Hayır diyebilirsiniz.'
	},

	exists: {
		title: 'Şu anda ne var',
		none: 'Şu anda çocuğunuzun filmi yok.',
		films: (n) => `Film sayısı: ${n}`,
		until: (date) => `En geç şu tarihe kadar saklanır: ${date}`,
		watched: 'Kim izledi',
		notWatched: 'Henüz kimse izlemedi.',
		by: {
			teacher: 'öğretmenin kendisi',
			team: 'öğrenme grubundan biri',
			leader: 'öğrenme grubunun yöneticisi',
			guest: 'bir misafir',
			expert: 'okul dışından bir uzman'
		},
		erased: (n) => `Silinen film sayısı: ${n}`,
		erasedOn: (date) => `Silindiği tarih: ${date}`
	},

	receipt: {
		title: 'Cevaplarınız',
		intro: 'Bu sizin belgenizdir. Saklayabilirsiniz.',
		keep: 'Dosya olarak kaydedin',
		mailLabel: 'Ya da e-posta ile alın',
		mailHint: 'E-posta adresinizi saklamayız.',
		send: 'Gönder',
		sent: 'E-posta gönderildi.',
		notSent: 'E-posta gönderilemedi. Cevabınız kaydedildi.',
		subject: 'Film çekme konusundaki cevabınız',
		yes: 'evet',
		no: 'hayır',
		byTeacher: 'öğretmen tarafından yazıldı',
		text: (language, version) => `Okuduğunuz metin: ${language}, sürüm ${version}`
	},
	leave: 'Bu sayfayı kapatın',

	letter: {
		greeting: 'Sayın anne, baba ya da bakıcı,',
		how: 'Nasıl cevap verirsiniz',
		scan: 'Telefonunuzla bu karenin fotoğrafını çekin. Sayfa açılır.',
		typeInstead: (address) => `Ya da şu adrese gidin: ${address}. Ve bu kodu yazın:`,
		choose: 'Sayfayı okuyun ya da dinleyin. Evet ya da hayırı seçin.',
		slipNeeded:
			'Evet demek için 6 karakterli bir kâğıt da gerekir. Onu okulda alırsınız. Hayır demek için bu mektup yeter.',
		onlyYou: 'Bu mektup yalnızca sizin içindir. Başkasına vermeyin. Saklayın: fikrinizi sonra değiştirebilirsiniz.',
		until: (date) => `Bağlantının geçerli olduğu son tarih: ${date}.`,
		paper: 'Konuşmayı ya da kâğıtta cevap vermeyi mi istersiniz? O da olur. Okula söyleyin.',
		slipTitle: 'Evet demek için kod',
		slipBody: 'Evet demek istiyorsanız bu kodu girin. Hayır demek için kod gerekmez.'
	}
};
