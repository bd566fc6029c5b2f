/** How clips are watched in a meeting: with everybody, first one together and then in groups, in groups, or two by two. */
export const watchingForms = ['together', 'together-then-groups', 'groups', 'pairs'] as const;
export type WatchingForm = (typeof watchingForms)[number];

/** `growing`: the first meetings with clips begin together, the later ones are as agreed. */
export const watchingOrders = ['same', 'growing'] as const;
export type WatchingOrder = (typeof watchingOrders)[number];

/** Who leads the meetings. */
export const meetingLeaders = ['facilitator', 'both', 'lead', 'in-turn'] as const;
export type MeetingLeader = (typeof meetingLeaders)[number];

/** What the expert does (R111), from nearest to furthest. */
export const expertRoles = ['leads', 'co-leads', 'on-call', 'remote', 'none'] as const;
export type ExpertRole = (typeof expertRoles)[number];

/** What a team agreed about how it holds a cycle (R24). Nothing in it is about a child. */
export interface Agreements {
	/** Id of the way to hold it, in the method. */
	rhythm: string;
	/** How many meetings. */
	meetings: number;
	/** How long a meeting with clips takes. */
	minutes: number;
	form: WatchingForm;
	order: WatchingOrder;
	leads: MeetingLeader;
	expert: ExpertRole;
	/** Whatever else was agreed, in a few lines. */
	note: string;
}

export const agreementLimits = { meetings: [3, 10], minutes: [30, 180], note: 600 } as const;
