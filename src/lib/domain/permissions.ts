import { expertMayWatch, guestMayWatch, isClosedDoor, teamMayWatch, type Consent } from './consent';
import { worksWithChild, type TeamRole } from './roles';

/**
 * The one table of rights. Pages, sockets, media and exports all ask it; a right that is not here does not exist.
 * Every predicate takes facts and returns a fact; loading them is the use case's work.
 * Being an admin gives no right to any clip, plan or session (SECURITY 2.1: the teacher is a data subject too).
 */

/** Somebody as seen from one team: roles are empty for whoever is not, or no longer, a member. */
export interface Standing {
	userId: string;
	admin: boolean;
	roles: readonly TeamRole[];
}

export interface ClipStanding {
	ownerId: string;
	consent: Consent;
	/** A session with this clip is open, not withdrawn, and this person has a seat in it. */
	atTable: boolean;
	/** An accepted request for help by this person is running now, on this clip or a session with it. */
	helping: boolean;
	/** A session with this clip runs at the meeting this person is a guest of now, and its presenter lets guests look along. */
	visiting: boolean;
	erased: boolean;
	/** Of a second source: whether it was laid beside its main clip, whose rights are then its own (R53). */
	beside?: 'aligned' | 'not-yet';
}

export interface TrajectoryStanding {
	teacherId: string;
	consent: Consent;
	closed: boolean;
}

/** At whose table a session is. */
export interface TableStanding {
	presenterId: string;
	/** Whether this person is one of the group whose session it is; null for a session of everybody. */
	inGroup: boolean | null;
}

export interface SessionStanding extends TableStanding {
	consent: Consent;
	withdrawn: boolean;
	closed: boolean;
	helping: boolean;
	/** It is at the meeting this person is a guest of now, and its presenter lets guests look along [PC8]. */
	visiting: boolean;
}

const member = (who: Standing): boolean => who.roles.length > 0;
const leads = (who: Standing): boolean => who.roles.includes('lead');
const isGuest = (who: Standing): boolean => who.roles.includes('guest');
/** Whoever leads the meeting goes from group to group (R20). */
const hops = (who: Standing): boolean => leads(who) || who.roles.includes('facilitator');
/** Members who belong to the conversation: everybody but guests and experts on call. */
const atHome = (who: Standing): boolean => hops(who) || worksWithChild(who.roles);
/**
 * [G4] As few eyes as needed: what a group watches is for the people of that group, its presenter, and whoever goes
 * round. For a colleague in another group it does not exist. What everybody watches is for every member.
 */
function sitsAt(who: Standing, { presenterId, inGroup }: TableStanding): boolean {
	if (!atHome(who) && !isGuest(who)) return false;
	return inGroup === null || inGroup || presenterId === who.userId || hops(who);
}

export const may = {
	openTeam: (who: Standing) => who.admin,
	/** [A10] Who has an account, on hold or not, and what the school asks of signing in. No right to what anybody made. */
	manageAccounts: (who: Standing) => who.admin,
	/** [PP11] Whom at school parents can turn to. */
	nameParentsContact: (who: Standing) => who.admin,
	/** [A18] Says, with a second person, that somebody lost her second factor. */
	giveFreshStart: (who: Standing) => who.admin || who.roles.includes('lead'),
	/** The words of a method as the school says them (Q5): whoever runs it writes them, whoever knows it looks at them. */
	changeMethodTexts: (who: Standing) => who.admin,
	readMethodTexts: (who: Standing) => who.admin || who.roles.includes('expert') || who.roles.includes('facilitator'),
	seeTeam: (who: Standing) => member(who) || who.admin,
	invite: (who: Standing) => leads(who) || who.admin,
	changeRoles: (who: Standing) => leads(who) || who.admin,
	leaveTeam: (who: Standing) => member(who),
	/** [PC1] Away for a while, and back: everybody for herself, and the lead for whoever is too ill to press. */
	pause: (who: Standing, memberId: string) => (who.userId === memberId ? member(who) : leads(who)),
	startCycle: (who: Standing) => leads(who),
	planMeetings: (who: Standing) => leads(who),
	closeCycle: (who: Standing) => leads(who),
	/** Writes down what the team agreed about its next cycle (R24); everybody at home reads it. */
	writeAgreements: (who: Standing) => hops(who),
	readAgreements: (who: Standing) => atHome(who),
	/** Region and free weeks of the school, by which dates are proposed: whoever plans in it. */
	setSchoolDays: (who: Standing) => leads(who) || who.admin,
	/** Dates, and what is brought to a meeting; an expert on call sees only what a request opens. */
	seeMeetings: (who: Standing) => atHome(who) || isGuest(who),
	/** Lays out the blocks of a meeting and makes its groups (R18, R19). */
	arrangeMeeting: (who: Standing) => hops(who),
	/** Sees how every group is doing, and looks in (R20). */
	hop: (who: Standing) => hops(who),
	/** [PC7] Asks somebody from outside the team to one meeting. An admin does not: it gives eyes on children. */
	inviteGuest: (who: Standing) => leads(who),
	/** [PC12] Says who facilitates one meeting besides; and who that can be. */
	chooseFacilitators: (who: Standing) => leads(who),
	facilitateMeeting: (who: Pick<Standing, 'roles'>) => who.roles.includes('lead') || worksWithChild(who.roles),
	/** [RD8] What has to be seen to, and by whom: taken over and given back by everybody who prepares the meeting. */
	seeDuties: (who: Standing) => atHome(who),
	handOverDuty: (who: Standing, holderId: string | null) => leads(who) || holderId === who.userId,
	/** What the groups bring back, and what everybody is glad about (R21, R77): for those who belong to the conversation. */
	shareClosing: (who: Standing) => atHome(who),
	/** Who has what ready, in neutral words: for those who prepare the meeting together. */
	seeReadiness: (who: Standing) => atHome(who),
	/** What a colleague might be helped with, for whoever guards the planning (R13). */
	seeWhoNeedsWhat: (who: Standing) => leads(who),

	/** R44: whoever works in the team asks; whoever is at school can be asked, a guest too. */
	askCover: (who: Standing) => atHome(who),
	beAskedForCover: (who: Standing) => atHome(who) || isGuest(who),
	/** R46: one board per team, for everybody who comes to its meetings; written by those at home. */
	readTips: (who: Standing) => atHome(who) || isGuest(who),
	writeTip: (who: Standing) => atHome(who),

	/** R25: who works with a child in this team's cycle. */
	chooseChild: (who: Standing) => worksWithChild(who.roles),
	/** Plans and consent answers are the teacher's own; the lead does not read them by being lead (Q15). */
	ownTrajectory: (who: Standing, t: TrajectoryStanding) => t.teacherId === who.userId,
	/** The parents' answers are written down by the teacher who spoke with them (R30). */
	recordConsent: (who: Standing, t: TrajectoryStanding) =>
		t.teacherId === who.userId && worksWithChild(who.roles) && !t.closed,
	/** A no after a yes is always heard: also after the cycle, and by a teacher who has left the team. */
	withdrawConsent: (who: Standing, t: TrajectoryStanding) => t.teacherId === who.userId,
	/** [ER8] Has what is kept about a child for its parents, and erases all of it: also afterwards, like taking a yes back. */
	eraseChild: (who: Standing, t: TrajectoryStanding) => t.teacherId === who.userId,
	/** [ER10] Of a child whose teacher cannot come in any more, whoever runs the school erases all: nobody else could. */
	eraseLeftChild: (who: Standing, { ownerGone }: { ownerGone: boolean }) => who.admin && ownerGone,
	/**
	 * [CN8] What a child's beginning is held against at the end: the first interview, the first words, and every measure
	 * there will be. Not before the parents said yes: after a no it would have been for nothing (R102, R103).
	 */
	takeBaseline: (who: Standing, t: TrajectoryStanding) =>
		t.teacherId === who.userId && !t.closed && teamMayWatch(t.consent),
	/** What the owner chose to share (R99); once the parents said no, nothing of it is shared any more (Q10). */
	readSharedPlan: (who: Standing, t: TrajectoryStanding) =>
		t.teacherId === who.userId || (atHome(who) && !isClosedDoor(t.consent)),
	/** [LP9] Whom the owner of a plan can ask to write along in one part of it. */
	beAskedToWriteAlong: (who: Pick<Standing, 'roles'>) =>
		who.roles.some((role) => role === 'lead' || role === 'facilitator' || role === 'expert') ||
		worksWithChild(who.roles),
	/** [LP9] She reads and writes that one part, until the owner ends it, the trajectory closes or the parents say no. */
	writeAlong: (who: Standing, p: { writerId: string | null; closed: boolean; consent: Consent }) =>
		p.writerId === who.userId &&
		!p.closed &&
		(atHome(who) ? !isClosedDoor(p.consent) : who.roles.includes('expert') && expertMayWatch(p.consent, who.userId)),
	/** R30: no clip without the parents' yes. */
	addClip: (who: Standing, t: TrajectoryStanding) => t.teacherId === who.userId && !t.closed && teamMayWatch(t.consent),

	/** R91: colleagues of one team interview each other about a child. */
	interview: (who: Standing) => atHome(who),
	/**
	 * She reads and writes along as long as the interview runs: afterwards the notes are only the interviewed person's, and
	 * once the parents said no nothing of this child is anybody else's.
	 */
	joinInterview: (who: Standing, i: { interviewerId: string | null; ended: boolean; consent: Consent }) =>
		atHome(who) && i.interviewerId === who.userId && !i.ended && !isClosedDoor(i.consent),
	/** R91: who drops in sees who talks with whom and how far they are, and none of the words. */
	seeInterviews: (who: Standing) => leads(who) || who.roles.includes('facilitator'),

	ownClip: (who: Standing, c: ClipStanding) => c.ownerId === who.userId && !c.erased,
	/** Every byte of a clip passes here: playlist, segment, still. */
	watchClip: (who: Standing, c: ClipStanding) => {
		if (c.erased || !teamMayWatch(c.consent)) return false;
		if (c.ownerId === who.userId) return true;
		// which part of it is the same moment is not known yet, so nobody else has a right to any of it
		if (c.beside === 'not-yet') return false;
		if (c.atTable) return true;
		if (c.visiting && guestMayWatch(c.consent)) return true;
		return c.helping && expertMayWatch(c.consent, who.userId);
	},
	/**
	 * [AU10] An admin has no right to any clip. In an emergency she asks for one; a second admin or the lead of the team
	 * confirms it, never she herself; then she may watch that clip for an hour, as long as the parents' yes stands.
	 */
	askBreakGlass: (who: Pick<Standing, 'admin'>) => who.admin,
	confirmBreakGlass: (who: Standing, askedBy: string) => who.userId !== askedBy && (who.admin || leads(who)),
	breakGlass: (who: Pick<Standing, 'userId' | 'admin'>, g: { askedBy: string; open: boolean; consent: Consent }) =>
		who.admin && g.askedBy === who.userId && g.open && teamMayWatch(g.consent),
	/** The log, and what an account could reach: ids, times and names of colleagues, no child and no content. */
	readLog: (who: Pick<Standing, 'admin'>) => who.admin,
	/** Who looked at what of her own child. */
	readChildReport: (who: Pick<Standing, 'userId'>, teacherId: string) => teacherId === who.userId,

	/** A second source goes where its main clip goes, and nowhere by itself. */
	bringClip: (who: Standing, c: ClipStanding) =>
		c.ownerId === who.userId && !c.erased && !c.beside && teamMayWatch(c.consent),
	addSecondSource: (who: Standing, c: ClipStanding) =>
		c.ownerId === who.userId && !c.erased && !c.beside && teamMayWatch(c.consent),

	/** A seat by membership; whether the session is open and may be shown, is asked beside it. */
	sitAtTable: (who: Standing, s: TableStanding) => sitsAt(who, s),
	/** A seat in the session room while it is open. */
	enterSession: (who: Standing, s: SessionStanding) =>
		!s.withdrawn &&
		teamMayWatch(s.consent) &&
		(sitsAt(who, s) ||
			(s.helping && expertMayWatch(s.consent, who.userId)) ||
			(s.visiting && guestMayWatch(s.consent))),
	/** The written record afterwards: those who belong to the conversation, and a helper while helping. */
	readRecord: (who: Standing, s: SessionStanding) =>
		s.presenterId === who.userId ||
		(!s.withdrawn &&
			teamMayWatch(s.consent) &&
			((atHome(who) && sitsAt(who, s)) || (s.helping && expertMayWatch(s.consent, who.userId)))),
	/** [PC8] Whoever brought the clip decides whether guests of this meeting look along, and may take that back. */
	letGuestsLook: (who: Standing, s: Pick<SessionStanding, 'presenterId'>) =>
		s.presenterId === who.userId && member(who),
	takeOffTable: (who: Standing, s: Pick<SessionStanding, 'presenterId'>) => s.presenterId === who.userId,
	/** What is kept about her child is the presenter's to decide; the group's own words while they are being said are not. */
	leaveOutOfRecord: (who: Standing, s: Pick<SessionStanding, 'presenterId' | 'closed'>) =>
		s.presenterId === who.userId && s.closed,

	/** Whoever brings a clip decides who looks along: nobody asks help on somebody else's (Q15). */
	askHelp: (who: Standing, ownerId: string) => atHome(who) && ownerId === who.userId,
	/** Whom help can be asked of in this team. */
	beAskedForHelp: (who: Pick<Standing, 'roles'>) => who.roles.includes('expert') || who.roles.includes('facilitator'),
	answerHelp: (who: Pick<Standing, 'userId'>, expertId: string) => expertId === who.userId
} as const;
