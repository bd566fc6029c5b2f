// Longer than the house likes: every field of every page, and whom it is shown to, to be read page by page.
/**
 * [RG16] What stands in the data of each page, and for whom, in the school of the matrix as it should be. Somebody wrote
 * each of these down after thinking about it; a field that is not here fails the tests with the line to add. What holds
 * things is named by the things (`clip{title}`). "nobody in this school": the field is there, with nothing in it; whoever
 * fills it says to whom it may be shown.
 */
export const fields: Record<string, Record<string, string>> = {
	'/': {},
	'/(member)/accounts': {
		'everybody who opens it': 'list{accounts[]{admin daysLeft id name safe signedIn state}}',
		'the admin': 'list{accounts[]{email} graceDays}',
		'the lead, the admin': 'list{accounts[]{reset{askedBy id mine}}}',
		'nobody in this school': 'list{accounts[]{reset{dueAt}}}'
	},
	'/(member)/account': {
		'everybody who opens it': 'mails reminders signIns[]{device endsAt here id startedAt}',
		'nobody in this school': 'pushKey',
		'the owner': 'devices[]{id name}'
	},
	'/(member)/account/prove': {
		'everybody who opens it': 'inDemo next ways{authenticator codes passkeys password}'
	},
	'/(member)/account/security': {
		'the owner, the lead': 'security{passkeys[]{createdAt id name}}',
		'nobody in this school': 'device school security{passkeys[]{usedAt} reset{dueAt}}',
		'everybody who opens it': 'security{authenticator codes daysLeft has needed}',
		'a colleague': 'security{reset{askedBy id mine}}'
	},
	'/(member)/calendar': {
		'nobody in this school': 'feeds[]{team teamId}',
		'the owner': 'feeds[]{madeAt}',
		'everybody who opens it': 'letters'
	},
	'/(member)/clips': {
		'the owner, a teacher of another team':
			'clips[]{alias createdAt daysLeft facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} fragmentFrom fragmentTo id keepUntil status title}',
		'nobody in this school': 'clips[]{brought[]{closedAt} failure silentSince}',
		'the owner': 'clips[]{brought[]{clipId number sessionId startedAt}}',
		'everybody who opens it': 'hasChild'
	},
	'/(member)/clips/new': {
		'the owner, a teacher of another team': 'chosen places[]{alias consent id}',
		'nobody in this school': 'beside places[]{full space}',
		'everybody who opens it': 'canConvert'
	},
	'/(member)/clips/[clip]': {
		'everybody who opens it':
			'canConvert clip{alias bytes captions[]{from id text to} contexts[]{help{en nl} id label{en nl} years} createdAt defaultProtocol facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} fragment{from to} helpers[]{name until} id keepUntil longer marks[]{at id} mayLieElsewhere mayWatch meetings[]{id number startsAt watching} now protocols[]{id minutes title{en nl}} running second{alignedBy facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} id mayLieElsewhere offsetMs onlyMine playable status} skillsOnOffer[]{help{en nl} id label{en nl}} status tables[]{id meetingId number shownFrom shownTo startedAt startsAt} title trajectoryId viewCount}',
		'nobody in this school':
			'clip{card{context goal question reason skills[]} failure marks[]{note} part second{failure part silentSince} silentSince views[]}'
	},
	'/(member)/clips/[clip]/second': {
		'everybody who opens it':
			'main{alias facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} id keepUntil title trajectoryId} mayAdd mayWatch second{alignedBy facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} id mayLieElsewhere offsetMs onlyMine playable status}',
		'nobody in this school': 'second{failure part silentSince}'
	},
	'/consent': {
		'everybody who opens it': 'language over',
		'nobody in this school':
			'said view{contact films{erasedOn[]} given[] looks[] more[]{expert expertId own} team{expert expertId own}}',
		'a parent by her letter, a parent of another child':
			'view{again closed codeNeeded codeSpent facts{filmsUntil school teacher} films{erased n until} language more[]{scope} now team{scope}}'
	},
	'/(member)/cover': {
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a teacher of another team, the lead of another team':
			'teams[]{name people[]{id name} teamId}',
		'nobody in this school': 'teams[]{people[]{about}}',
		'the owner': 'covers{mine[]{at id minutes name past status}}',
		'everybody who opens it': 'first{date time}',
		'a colleague': 'covers{asked[]{at id minutes name past status}}'
	},
	'/(member)/cycles/[cycle]': {
		'everybody who opens it':
			'cycle{free[]{from kind name to} id may{agree close lookBack plan} meetings[]{after{en nl} day endsAt id minutes mode number over place plannedEnd startsAt time title{en nl} today watching} number putDown team{id name} today} mails',
		'nobody in this school': 'cycle{agreed closedAt meetings[]{talkLink} nextSeen previous region}',
		'the lead': 'cycle{nextDays[]}'
	},
	'/(member)/cycles/[cycle]/review': {
		'everybody who opens it':
			'review{closed facts{between clips held minutes planned showed withChild} id may{start write} next{agreed{expert form leads meetings minutes order rhythm} begun number} number rhythms[]{about{en nl} count id least most title{en nl}} team{id name}}',
		'nobody in this school': 'review{before next{agreed{note} kept}}'
	},
	'/(public)/forgot': {},
	'/(public)/guest/[secret]': {
		'everybody who opens it': 'here invitation{invitedBy place school startsAt team}',
		'nobody in this school': 'invitation{email}'
	},
	'/(member)/help': {
		'the owner, an expert who is asked, an expert who helps, an expert whose time is over, an expert of another team, a teacher of another team':
			'lines[]{asker{id name} createdAt expert{id name} id mine state}',
		'the owner, an expert who is asked, an expert who helps, an expert whose time is over': 'lines[]{sessionId}',
		'the owner, an expert who is asked, an expert who helps, an expert of another team, a teacher of another team':
			'lines[]{question}',
		'the owner, an expert who is asked': 'lines[]{meetAt}',
		'the owner, an expert who helps, an expert whose time is over, an expert of another team, a teacher of another team':
			'lines[]{until}',
		'everybody who opens it': 'canAnswer canAsk',
		'whoever interviews and writes along': 'along[]{at entryId kind teacher trajectoryId}'
	},
	'/(member)/help/new': {
		'the owner, a teacher of another team':
			'choices{clips[]{consent{expert figures guest photo presentation team} createdAt id title} experts[]{id name subjects[]}}',
		'the owner':
			'choices{sessions[]{clipTitle consent{expert figures guest photo presentation team} id meeting{number startsAt} open}}',
		'nobody in this school': 'about choices{experts[]{about}}',
		'everybody who opens it': 'latest suggested'
	},
	'/(member)/help/[request]': {
		'everybody who opens it':
			'card{asker{id name} canGrantMore clipId createdAt expert{id name} id lengthMs meeting{number startsAt} mine open sessionId state teamName} latest suggested suggestedEnd',
		'all but an expert whose time is over': 'card{question}',
		'an expert who is asked': 'card{meetAt}',
		'all but an expert who is asked': 'card{until}',
		'nobody in this school': 'card{answer answeredAt context{context goal question reason skills[]}}'
	},
	'/(member)/help/[request]/watch': {
		'everybody who opens it':
			'card{asker{id name} canGrantMore clipId createdAt expert{id name} id lengthMs meeting{number startsAt} mine open question sessionId state teamName until} clip{clipId facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} fragment{from to} question second{clipId facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} offsetMs} title until}',
		'nobody in this school': 'card{answer answeredAt context{context goal question reason skills[]} meetAt}'
	},
	'/(member)/holidays': {
		'everybody who opens it': 'keep{least mayChange most weeks} school{full mayChange name own[]{from name to}}',
		'nobody in this school': 'school{holidays[] knownTo region}'
	},
	'/(member)/interviews': {
		'whoever interviews and writes along': 'asked[]{id interviewer moment place{nth of} teacher}',
		'the lead, a facilitator': 'running[]{id interviewer moment place{nth of} teacher}'
	},
	'/(member)/interviews/[interview]': {
		'everybody who opens it':
			'mark view{freshId guide{card[]{en nl} minutes warmUp{en nl}} id interviewer mine moment question questions[]{id optional text{en nl} tips[]{en nl} words} startedAt teacher}',
		'the owner':
			'view{alias choices{aboutTheChild[] contexts[]{help id label} leaveOut[]{help id label} relationWords[] skills[]{help id label}} trajectoryId}',
		'nobody in this school': 'view{endedAt words wordsThen}'
	},
	'/(public)/invite/[secret]': {
		'everybody who opens it': 'here invitation{invitedBy roles[] school team teamId}',
		'nobody in this school': 'invitation{email}'
	},
	'/(public)/login': {
		'nobody signed in, a sign-in of another installation, somebody whose account is closed, somebody who is kept out, the owner, half in, the lead, half in, a big screen, a parent by her letter, a parent of another child, a parent whose letter was taken back':
			'goesBack mayForget next passwordIsNew',
		'nobody in this school': 'school'
	},
	'/(public)/login/second': {
		'the owner, half in, the lead, half in': 'next stage who{authenticator codes email name passkeys}',
		'nobody in this school': 'device'
	},
	'/(member)/log': {
		'the owner, a teacher of another team':
			'log{child{alias box{publicKey stamp trajectory who} contexts[]{id label} id leaveOut[]{help id label} offered{contexts[]{id label}} skills[]{help id label}} children[]{alias id team}}',
		'nobody in this school': 'log{child{due[] today[] years}}',
		'the owner': 'log{child{briefs[]{id label} contexts[]{help} offered{briefs[]{id label}}}}'
	},
	'/(member)/meetings': {
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team, a teacher of another team, the lead of another team':
			'teams[]{cycle{id mayBring meetings[]{after{en nl} endsAt id minutes mode number over place plannedEnd startsAt title{en nl} today watching} number} mayStart name teamId}',
		'nobody in this school': 'teams[]{cycle{between[] meetings[]{brought[]{groupId} talkLink}}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team':
			'teams[]{cycle{meetings[]{brought[]{fragment meetingId presenter presenterId sessionId state title}}}}'
	},
	'/(member)/meetings/[meeting]': {
		'everybody who opens it':
			'longestLine meeting{after{en nl} agenda{blocks[]{about{en nl} from kind minutes of} version} brought[]{fragment meetingId presenter presenterId sessionId state title} cycle{closed id number} endsAt groups[]{begun hasClip id mine number people[]{id name}} id may{arrange bring closing hop plan} minutes mode number over place plannedEnd seesClosing seesNeeds startsAt team{id name} title{en nl} today watching} stamp',
		'nobody in this school': 'meeting{agreed brought[]{groupId} groups[]{sessions[]} successes[] talkLink}',
		'all but a guest of the team':
			'meeting{people[]{name readiness userId} turns[]{between meetings[] name userId} yields{*}}',
		'the lead, a facilitator': 'meeting{toPlace[]{brings groupId id name takesPart}}'
	},
	'/(member)/meetings/[meeting]/prepare': {
		'everybody who opens it':
			'around{duties[]{done duty mine} facilitators{people[]{name userId}} guests{mayInvite people[]{name userId}} guide{topics[]{en nl} yield{en nl}} id leads number open people[]{name userId} startsAt team{id name} title{en nl}}',
		'nobody in this school': 'around{duties[]{holder} guests{invitations[]{email}}}',
		'the owner': 'around{guests{tables[]{agreed open sessionId title trajectoryId}}}',
		'the lead': 'around{facilitators{choices[]{chosen name userId}} guests{invitations[]{id}}}'
	},
	'/(public)/new-password/[secret]': {
		'everybody who opens it': 'email'
	},
	'/(member)/news': {
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, an expert who is asked, a guest of the team, a teacher of another team, the lead of another team':
			'news[]{at fresh href kind own who}',
		'nobody in this school': 'news[]{meeting startsAt}'
	},
	'/(member)/school': { 'everybody who opens it': 'contact' },
	'/(member)/school/contact': {
		'everybody who opens it': 'school',
		'nobody in this school': 'contact'
	},
	'/(member)/school/left': {
		'everybody who opens it':
			'children[]{beginnings[]{at cycle team} films goneSince guardians teacher trajectoryId} erased',
		'nobody in this school': 'children[]{filmsUntil letterUntil}'
	},
	'/(member)/school/left/[left]': {
		'everybody who opens it': 'child{beginnings[]{at cycle team} films goneSince guardians teacher trajectoryId}',
		'nobody in this school': 'child{filmsUntil letterUntil}'
	},
	'/(member)/school/access': {
		'everybody who opens it': 'accounts[]{id name} days{from to}',
		'nobody in this school': 'account refused report'
	},
	'/(member)/school/emergency': {
		'nobody in this school': 'clips[] owner',
		'everybody who opens it': 'asked[]{askedAt by id mine state} owners[]{id name}'
	},
	'/(member)/school/emergency/[request]': {
		'everybody who opens it': 'glass{askedAt asker id madeAt mayAnswer mine own owner reason state words}',
		'nobody in this school': 'glass{answeredAt answeredBy clip endsAt}'
	},
	'/(member)/school/log': {
		'everybody who opens it': 'accounts[]{id name} asked{part} log{lines[]{actor at kind nr role who}}',
		'nobody in this school': 'asked{account before} log{head lines[]{about fromS object toS} older}'
	},
	'/screen': {
		'everybody who opens it': 'stage{is}',
		'a big screen':
			'stage{tablePath view{captions clip{facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} id} fragment{from to} hops id may{askLead bringBack chooseLens chooseMoment giveTurn jot move playback{loop mute pause play rate seek} point releasePicture resting{move playback write} screen seal{agreements answers experience intentions keywords meanings needs observations parking questions script strengths takeaway tips} speak stopPicture takeLead takeTurn tipsOpen write{agreements answers experience intentions keywords meanings needs observations parking questions script strengths takeaway tips}} mayReadRecord me{seat} now people[]{id name seat} presenter{id name} protocol{expert id parking prepare[]{by minutes prompt{en nl}} rounds[]{answers cards[]{en nl} enter[] examples[]{en nl} guard id jottings lenses[]{codes[] id question{en nl} title{en nl}} minutes others{en nl} picture{mode remote sound} prompt{en nl} speaks tasks{colleagues{en nl} presenter{en nl}} tips title{en nl} whose write{experience intentions meanings needs observations questions strengths takeaway tips}} seats{colleagues{en nl} presenter{en nl}} title{en nl}} removals screens{open} second{clipId facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} offsetMs} shown{from to} state{enteredAt extraMinutes movedAt phase pictureStopped round seq tipsOpened}}}',
		'nobody in this school':
			'stage{view{card{context goal question reason skills[]} group may{askFor[]} me{id name} meeting planId scheme{codes[] groups[] judging[] needs[]} screens{which[]} state{asked[] heard[] leadAskedBy[] leader lookIn moments{closer glad} ready[] speaker took} title until wayOut}}'
	},
	'/(member)/search': {},
	'/(member)/sessions/[session]': {
		'everybody who opens it':
			'screen tablePath view{captions clip{facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} id} fragment{from to} hops id may{askLead bringBack chooseLens chooseMoment giveTurn jot move playback{loop mute pause play rate seek} point releasePicture screen seal{agreements answers experience intentions keywords meanings needs observations parking questions script strengths takeaway tips} speak stopPicture takeLead takeTurn tipsOpen write{agreements answers experience intentions keywords meanings needs observations parking questions script strengths takeaway tips}} mayReadRecord me{id name seat} meeting{id mode number} now people[]{id name seat} presenter{id name} protocol{expert id parking prepare[]{by minutes prompt{en nl}} rounds[]{answers cards[]{en nl} enter[] examples[]{en nl} guard id jottings lenses[]{codes[] id question{en nl} title{en nl}} minutes others{en nl} picture{mode remote sound} prompt{en nl} speaks tasks{colleagues{en nl} presenter{en nl}} tips title{en nl} whose write{experience intentions meanings needs observations questions strengths takeaway tips}} seats{colleagues{en nl} presenter{en nl}} title{en nl}} removals scheme{codes[]{actor channel group help{en nl} id label{en nl} polarity} groups[]{id kind label{en nl}} judging[]{locale words[]} needs[]{askOn card{en nl} id label{en nl}}} screens{open} second{clipId facts{audioCodec container durationMs evenFrames fps frames height path rotation videoCodec width} offsetMs} shown{from to} state{enteredAt extraMinutes movedAt phase pictureStopped round seq tipsOpened} title wayOut}',
		'nobody in this school':
			'view{card{context goal question reason skills[]} group may{askFor[]} meeting{talkLink} screens{which[]{device}} state{asked[] heard[] leadAskedBy[] leader lookIn moments{closer glad} ready[] speaker took}}',
		'the owner, the lead, a facilitator': 'view{screens{which[]{id since}}}',
		'an expert who helps, a guest of this meeting': 'view{until}',
		'the owner': 'view{planId}',
		'a guest of the team, a guest of this meeting': 'view{may{resting{move playback write}}}'
	},
	'/(member)/sessions/[session]/record': {
		'everybody who opens it':
			'choosing record{codes[]{actor channel group help{en nl} id label{en nl} polarity} fragment{from to} id leftOut{count} mayLeaveOut meeting{id number startsAt} mirror{initiatives{noted received} kinds{ask see think tip} tips{earlier n} wrote{n of}} needs[]{askOn card{en nl} id label{en nl}} notes[]{author id t text unit} people[] phase presenter protocol{en nl} rounds[]{again how id planned title{en nl} usedMs} shape shown{from to} startedAt title}',
		'nobody in this school':
			'record{closedAt contact{exchanges[] series[]} leftOut{notes[]} mirror{heard question spread} moments{closer glad} notes[]{actor codes[] drawing of} readers rounds[]{reasons[]} sideBySide}',
		'the owner': 'record{planId readers[]}'
	},
	'/(member)/teams': {
		'a guest of this meeting, a guest of another meeting, somebody who left, the admin': 'list{mayOpen}',
		'the admin': 'list{teams[]{id members[] mine name}}'
	},
	'/(member)/teams/[team]': {
		'everybody who opens it':
			'team{hasLead id leadAway may{changeRoles invite leave seeCycle startCycle} member members[]{mayPause name onlyLead roles[] userId} name paused small}',
		'nobody in this school': 'path{path} team{cycles[]{closedAt} invitations[]{email} members[]{about pausedAt}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team':
			'team{cycles[]{createdAt id number}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along':
			'path{advised cycleId late steps[]{done step}}',
		'the owner': 'path{child{alias id}}',
		'the lead, the admin': 'team{invitations[]{expiresAt id invitedBy ranOut roles[]}}'
	},
	'/(member)/teams/[team]/leave': {
		'everybody who opens it': 'leaving{duties help onlyLead team{id name}}',
		'the owner': 'leaving{children[]{alias id} clips[]{id keepUntil title} onTable[]}'
	},
	'/(member)/texts': {
		'everybody who opens it':
			'in view{draft mayChange methods[]{id title{en nl} version} pack{id title{en nl} version} part parts[]{id own title{en nl}} texts[]{heading kind nth original own part place}}'
	},
	'/(member)/tips': {
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team, a teacher of another team, the lead of another team':
			'boards[]{mayWrite team teamId}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team':
			'boards[]{tips[]{at author id mine text years}}'
	},
	'/(member)/today': {
		'everybody who opens it': 'practice{logs member} today{as now}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, an expert who is asked, a guest of the team, a guest of this meeting, a guest of another meeting, a teacher of another team, the lead of another team, the admin':
			'today{steps[]{kind}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team, a teacher of another team, the lead of another team':
			'today{meeting{number startsAt when} steps[]{meeting{endsAt meetingId number place startsAt title{en nl} today watching}} teams[]{cycle{coming id meetings[]{after{en nl} endsAt id minutes mode number over place plannedEnd startsAt title{en nl} today watching} number} mayStart name seesNeeds teamId}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a guest of the team':
			'today{steps[]{sessions[]{fragment meetingId mine presenter running sessionId}}}',
		'the owner, a teacher of another team': 'today{steps[]{alias trajectoryId}}',
		'nobody in this school': 'practice{due[] promised[]} today{others[] teams[]{cycle{meetings[]{talkLink}}}}',
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a teacher of another team, the lead of another team':
			'today{teams[]{people[]{name readiness userId}}}',
		'the owner': 'practice{asked[]{at id minutes name past status}}',
		'a colleague, a colleague in another group, whoever interviews and writes along': 'today{steps[]{cycleId}}',
		'a colleague': 'practice{asksMe[]{at id minutes name past status}}',
		'an expert who is asked': 'today{steps[]{from requestId}}',
		'a guest of this meeting, a guest of another meeting': 'today{steps[]{meetingId startsAt}}',
		'a guest of this meeting, a guest of another meeting, the lead of another team': 'today{steps[]{team}}',
		'the lead of another team': 'today{steps[]{teamId}}'
	},
	'/(member)/trajectories': {
		'the owner, a colleague, a colleague in another group, whoever interviews and writes along, the lead, a facilitator, a teacher of another team, the lead of another team':
			'counts[]{cycles[]{again all cycleNumber finished swapped} team teamId}',
		'the owner, a teacher of another team':
			'now[]{alias consent{expert figures guest photo presentation team} createdAt cycleId cycleNumber door id team}',
		'nobody in this school': 'before[] now[]{againOf closedAt closedWhy cycleClosedAt}',
		'a colleague, a colleague in another group, whoever interviews and writes along':
			'places[]{cycleNumber team teamId}',
		'whoever interviews and writes along': 'along[]{at entryId kind teacher trajectoryId}'
	},
	'/(member)/trajectories/new': {
		'nobody in this school': 'before[] instead',
		'a colleague, a colleague in another group, whoever interviews and writes along':
			'places[]{cycleNumber team teamId}'
	},
	'/(member)/trajectories/[trajectory]': {
		'everybody who opens it':
			'story{alias cycleNumber interviews items[]{at fields{text} id kind shared} lastMeetingAt mine played shared teacher{id name} trajectoryId} versionIsBack',
		'nobody in this school': 'adding editing story{closed nature words wordsNow} week week[]',
		'the owner':
			'story{choices{aboutTheChild[] contexts[]{help id label} leaveOut[]{help id label} relationWords[] skills[]{help id label}} consent{expert figures guest photo presentation team} items[]{fragmentChosen keptUntil lengthMs status stopped title writer} keptUntil reason step{do}}'
	},
	'/(member)/trajectories/[trajectory]/consent': {
		'everybody who opens it':
			'today view{alias closed door experts[]{sees} guardians[]{id kind language mayComeBack mayRemove number waiting} mayChooseAnother mayName[]{id name} sees{figures guest photo presentation team} someoneSaidNo together trajectoryId wouldGo{clips[] sessions} written[]{answer at scope}}',
		'nobody in this school':
			'view{experts[]{id name organisation} mayName[]{about} written[]{expertId formDay formId guardianId}}'
	},
	'/(member)/trajectories/[trajectory]/consent/letter': {
		'everybody who opens it':
			'trajectoryId view{alias closed guardians[]{id kind language letter{madeAt until} number}}'
	},
	'/(member)/trajectories/[trajectory]/history/[entry]': {
		'everybody who opens it':
			'history{alias entry{at id kind} open versions[]{begunAt by endedAt fields[]{name text} number}} trajectory',
		'nobody in this school': 'history{versions[]{changes[] with}}'
	},
	'/(member)/trajectories/[trajectory]/interview': {
		'everybody who opens it': 'alias held[]{id moment} mayStart moment partners[]{id name} trajectoryId',
		'nobody in this school': 'held[]{endedAt}'
	},
	'/(member)/trajectories/[trajectory]/kept': {
		'everybody who opens it':
			'alias counts{answers clips help interviews marks notes own plan sessions views} trajectoryId'
	},
	'/(member)/trajectories/[trajectory]/paper': {
		'the owner': 'paper{extras[]{id ticked}}',
		'everybody who opens it':
			'paper{choices[]{at id kind ticked} needs story{alias cycleNumber interviews lastMeetingAt mine played shared teacher{id name} trajectoryId}} reader today',
		'nobody in this school': 'paper{story{choices closed consent items[] keptUntil nature reason step words wordsNow}}'
	},
	'/(member)/trajectories/[trajectory]/together/[entry]': {
		'everybody who opens it':
			'view{at document entryId kind mine open table teacher texts[]{name text} trajectoryId writer{id name}}',
		'the owner': 'view{alias partners[]{id name}}'
	},
	'/(member)/trajectories/[trajectory]/views': {
		'everybody who opens it': 'forParents trajectoryId',
		'nobody in this school': 'looks[]'
	},
	'/(member)/trajectories/[trajectory]/week': {
		'everybody who opens it': 'week{alias closed trajectoryId}',
		'nobody in this school': 'week{slots[]}'
	},
	'/(member)/visits/[meeting]': {
		'everybody who opens it':
			'thanks visit{endsAt meetingId minutes mode number on place startsAt tables[]{presenter running sessionId title} team title{en nl}}',
		'nobody in this school': 'over visit{talkLink}'
	},
	'around every page': {
		'everybody who opens it': 'locale shelf{child help helpWaiting news team texts} user{admin email id locale name}',
		'nobody in this school': 'demo user{about}',
		'a colleague, a colleague in another group, whoever interviews and writes along, a facilitator, an expert who is asked, an expert who helps, an expert whose time is over, an expert of another team, a guest of the team, a guest of this meeting, a guest of another meeting, a teacher of another team, the lead of another team, the admin':
			'grace'
	}
};
