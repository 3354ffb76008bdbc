// The official types, with the few differences between them and what Slack really sends or takes.
//
// - `enterprise` is null for workspaces without Enterprise Grid; the types only know "missing".
// - block_actions from a view have no response_url; `username` of a submission is missing there.
// - Views and messages are narrowed to blocks that are known, so that a wrong block is an error.
// - data_visualization is documented by Slack, but not yet in @slack/types.

import type {
  AppHomeOpenedEvent, AppMentionEvent, AppUninstalledEvent, GenericMessageEvent, HomeView, KnownBlock,
  MemberJoinedChannelEvent, ModalView, ReactionAddedEvent, ReactionRemovedEvent, TeamJoinEvent,
  TokensRevokedEvent, UserChangeEvent,
} from "@slack/types";
import type * as bolt from "@slack/bolt";
import type * as api from "@slack/web-api";

export interface Point { label: string; value: number }
export interface DataVisualization {
  type: "data_visualization";
  block_id?: string;
  title: string;
  chart:
    | { type: "pie"; segments: Point[] }
    | {
        type: "bar" | "line" | "area";
        series: { name: string; data: Point[] }[];
        axis_config: { categories: string[]; x_label?: string; y_label?: string };
      };
}
export type Known = KnownBlock | DataVisualization;
export type Modal = Omit<ModalView, "blocks"> & { blocks: Known[] };
export type Home = Omit<HomeView, "blocks"> & { blocks: Known[] };

// What the workspace sends.

// Some official types allow any further key; here only the keys they name count.
type Strict<T> = { [Key in keyof T as string extends Key ? never : number extends Key ? never : Key]: T[Key] };
type Wire<T> = Omit<Strict<T>, "enterprise"> & { enterprise: null };
type Shown = Omit<bolt.ViewOutput, "blocks"> & { blocks: Known[] };
type ShownHome = Omit<Shown, "title"> & { title: null };
type Acting<T> = Omit<T, "user" | "view"> & {
  user: { id: string; name: string; username: string; team_id: string };
};
type Message = { type: "message"; user: string; ts: string; text: string; blocks?: Known[]; [key: string]: unknown };

export type Command = Strict<bolt.SlashCommand>;
export type MessageActions = Omit<Wire<bolt.BlockAction>, "message" | "view"> & { message?: Message };
export type ViewActions = Omit<Wire<bolt.BlockAction>, "response_url" | "view" | "message"> & { view: Shown | ShownHome };
export type Submission = Acting<Wire<bolt.ViewSubmitAction>> & { view: Shown };
export type Closed = Acting<Wire<bolt.ViewClosedAction>> & { view: Shown };
export type Shortcut = Wire<bolt.GlobalShortcut>;
export type MessageShortcut = Omit<Wire<bolt.MessageShortcut>, "message"> & { message: Message };
export type ViewSuggestion = Acting<Wire<bolt.BlockSuggestion>> & { view: Shown | ShownHome };
export type MessageSuggestion = Omit<Acting<Wire<bolt.BlockSuggestion>>, "message"> & {
  channel: { id: string; name: string }; message?: Message;
};

type Enveloped<T> = Omit<Strict<bolt.EnvelopedEvent<T>>, "context_enterprise_id"> & { context_enterprise_id: null };
export interface Events {
  message: Enveloped<Omit<GenericMessageEvent, "subtype"> & { client_msg_id: string }>;
  app_mention: Enveloped<AppMentionEvent>;
  app_home_opened: Enveloped<Omit<AppHomeOpenedEvent, "view"> & { view?: ShownHome }>;
  reaction_added: Enveloped<ReactionAddedEvent>;
  reaction_removed: Enveloped<ReactionRemovedEvent>;
  user_change: Enveloped<UserChangeEvent>;
  team_join: Enveloped<TeamJoinEvent>;
  member_joined_channel: Enveloped<MemberJoinedChannelEvent>;
  app_uninstalled: Enveloped<AppUninstalledEvent & { event_ts: string }>;
  tokens_revoked: Enveloped<TokensRevokedEvent & { event_ts: string }>;
}

// What the Web API answers. The official answers use enums, which no JSON literal fits.

type Loose<T> = T extends string ? string : T extends number | boolean | null | undefined ? T
  : T extends (infer Item)[] ? Loose<Item>[] : T extends object ? { [Key in keyof T]: Loose<T[Key]> } : T;
type Answer<T extends api.WebAPICallResult> = Loose<Omit<Strict<T>, "response_metadata">> & {
  ok: boolean; response_metadata?: { next_cursor?: string; messages?: string[] };
};
type BlocksAs<T, Blocks> = Omit<T, "blocks"> & { blocks?: Blocks };
type MessageAnswer<T extends { message?: unknown }> = Omit<Answer<T & api.WebAPICallResult>, "message"> & {
  message: Omit<BlocksAs<Loose<NonNullable<T["message"]>>, Known[]>, "edited"> & { edited?: { user: string; ts: string } };
};
type ViewAnswer<T extends { view?: unknown }> = Omit<Answer<T & api.WebAPICallResult>, "view"> & { view: Shown | ShownHome };
export interface Answers {
  "api.test": Answer<api.ApiTestResponse>;
  "auth.test": Answer<api.AuthTestResponse>;
  "apps.connections.open": Answer<api.AppsConnectionsOpenResponse>;
  "oauth.v2.access": Omit<Answer<api.OauthV2AccessResponse>, "enterprise"> & { enterprise: null };
  "team.info": Answer<api.TeamInfoResponse>;
  "users.info": Answer<api.UsersInfoResponse>;
  "users.list": Answer<api.UsersListResponse>;
  "conversations.info": Answer<api.ConversationsInfoResponse>;
  "conversations.list": Answer<api.ConversationsListResponse>;
  "conversations.members": Answer<api.ConversationsMembersResponse>;
  "conversations.open": Answer<api.ConversationsOpenResponse>;
  "chat.getPermalink": Answer<api.ChatGetPermalinkResponse>;
  "chat.postMessage": MessageAnswer<api.ChatPostMessageResponse>;
  "chat.update": MessageAnswer<api.ChatUpdateResponse>;
  "chat.delete": Answer<api.ChatDeleteResponse>;
  "chat.postEphemeral": Answer<api.ChatPostEphemeralResponse>;
  "reactions.add": Answer<api.ReactionsAddResponse>;
  "reactions.remove": Answer<api.ReactionsRemoveResponse>;
  "reactions.get": MessageAnswer<api.ReactionsGetResponse>;
  "views.open": ViewAnswer<api.ViewsOpenResponse>;
  "views.push": ViewAnswer<api.ViewsPushResponse>;
  "views.update": ViewAnswer<api.ViewsUpdateResponse>;
  "views.publish": ViewAnswer<api.ViewsPublishResponse>;
  "files.getUploadURLExternal": Answer<api.FilesGetUploadURLExternalResponse>;
}

// What the app asks for.

type WithBlocks = { blocks?: Known[]; text: string };
type Refined<T, View> = Omit<T, "view"> & { view: View };
export interface Calls {
  "api.test": api.APITestArguments;
  "auth.test": api.AuthTestArguments;
  "apps.connections.open": api.AppsConnectionsOpenArguments;
  "team.info": api.TeamInfoArguments;
  "users.info": api.UsersInfoArguments;
  "users.list": api.UsersListArguments;
  "conversations.info": api.ConversationsInfoArguments;
  "conversations.list": api.ConversationsListArguments;
  "conversations.members": api.ConversationsMembersArguments;
  "conversations.open": api.ConversationsOpenArguments;
  "conversations.history": api.ConversationsHistoryArguments;
  "conversations.replies": api.ConversationsRepliesArguments;
  "chat.getPermalink": api.ChatGetPermalinkArguments;
  "chat.postMessage": api.ChatPostMessageArguments & WithBlocks;
  "chat.update": api.ChatUpdateArguments & WithBlocks;
  "chat.delete": api.ChatDeleteArguments;
  "chat.postEphemeral": api.ChatPostEphemeralArguments & WithBlocks;
  "reactions.add": api.ReactionsAddArguments;
  "reactions.remove": api.ReactionsRemoveArguments;
  "reactions.get": api.ReactionsGetArguments;
  "views.open": Refined<api.ViewsOpenArguments, Modal> & { trigger_id: string };
  "views.push": Refined<api.ViewsPushArguments, Modal> & { trigger_id: string };
  "views.update": Refined<api.ViewsUpdateArguments, Modal> & ({ view_id: string } | { external_id: string }) & { hash?: string };
  "views.publish": Refined<api.ViewsPublishArguments, Home>;
  "files.getUploadURLExternal": api.FilesGetUploadURLExternalArguments;
}
