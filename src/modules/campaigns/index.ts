export type { Campaign, CampaignState, Part } from './campaign.ts'
export type { Campaigns } from './campaigns.ts'
export type { Settled } from './conversation/conversation.ts'
export type { FindOut } from './conversation/conversations.ts'
