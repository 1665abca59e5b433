// What room.js uses of livekit-client, so that its types are checked where that package is not installed.

export function setLogLevel(level: "silent"): void;

export type Source = string;

export const Track: { Source: { Microphone: Source; Camera: Source; ScreenShare: Source; ScreenShareAudio: Source } };

export const RoomEvent: {
  ConnectionStateChanged: string;
  ParticipantConnected: string;
  ParticipantDisconnected: string;
  TrackPublished: string;
  TrackUnpublished: string;
  TrackSubscribed: string;
  TrackMuted: string;
  TrackUnmuted: string;
};

export interface RemoteTrack {
  mediaStreamTrack: MediaStreamTrack;
  getRTCStatsReport(): Promise<RTCStatsReport | undefined>;
}

export interface RemotePublication {
  source: Source;
  kind: string;
  isMuted: boolean;
  track?: RemoteTrack;
}

export interface LocalPublication {
  isMuted: boolean;
  track?: { replaceTrack(track: MediaStreamTrack, user_provided: boolean): Promise<unknown> };
  mute(): Promise<unknown>;
  unmute(): Promise<unknown>;
}

export interface LocalParticipant {
  publishTrack(track: MediaStreamTrack, options: { source: Source }): Promise<unknown>;
  getTrackPublication(source: Source): LocalPublication | undefined;
}

export class Room {
  constructor(options: object);
  state: "disconnected" | "connecting" | "connected" | "reconnecting" | "signalReconnecting";
  localParticipant: LocalParticipant;
  remoteParticipants: Map<string, { identity: string; trackPublications: Map<string, RemotePublication> }>;
  connect(url: string, token: string): Promise<void>;
  disconnect(stop_tracks: boolean): Promise<void>;
  on(event: string, listener: (track: RemoteTrack, publication: RemotePublication) => void): this;
}
