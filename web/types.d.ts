// The border between the page and the program, for tsc alone: what the program exports (`on_…`: JavaScript calling in), and
// what crosses in both directions. The other side is src/client/browser/exports.cpp and platform.cpp.

/** What the WebAssembly program exports. None of these throws; each may call back into the page before it returns. */
export interface Program {
  /** Called once, after everything that the program needs of the page is there. */
  start(page: object): void;
  /** The run so far as lines of JSON; empty unless the page asked for it in `start`. */
  recording(): string;

  on_pointer(action: PointerAction, kind: PointerKind, x: number, y: number): void;
  on_wheel(x: number, y: number, dx: number, dy: number): void;
  on_activate(id: string): void;
  on_text(id: string, value: string): void;
  on_focus(id: string, visible: boolean): void;

  on_surface_changed(): void;
  on_frame(): void;
  on_context_lost(): void;
  on_context_restored(): void;

  on_timer(name: string): void;
  on_woke(): void;
  on_network_changed(): void;
  on_page_gone(): void;
  on_probe_answered(socket: number, reached: boolean): void;
  /** `status` 0: out of reach. `token`: of a new login on a page of another origin. `utc`, `local`: the wall clock, in ms. */
  on_account_answered(number: number, status: number, token: string, body: string, utc: number, local: number): void;

  on_offer_made(peer: number, generation: number, sdp: string): void;
  on_answer_made(peer: number, generation: number, sdp: string): void;
  on_answer_applied(peer: number, generation: number): void;
  on_local_candidate(peer: number, candidate: Candidate | null): void;
  on_peer_failed(peer: number, generation: number, reason: string): void;
  on_ice_changed(peer: number, state: RTCIceConnectionState): void;
  on_pulse(peer: number, packets: number, relayed: boolean): void;
  on_room_media(peer: number, microphone: boolean, camera: boolean): void;
  on_room_failed(peer: number, problem: RoomProblem, reason: string): void;
  on_sound_blocked(blocked: boolean): void;

  /** The program's second part is there, or could not be had. */
  on_part_arrived(here: boolean): void;
  /** What a feature's module reports; the names are the kName of src/client/app/features. */
  on_report(name: string, fields: object): void;

  on_devices_opened(capture: number): void;
  on_devices_failed(capture: number, problem: DeviceProblem): void;
  on_device_vanished(capture: number, kind: DeviceKind): void;
}

export type PointerAction = "move" | "down" | "up" | "cancel" | "leave";
export type PointerKind = "mouse" | "touch" | "pen";
export type DeviceKind = "microphone" | "camera";
export type RoomProblem = "absent" | "refused" | "unreachable";
export type DeviceProblem = "denied" | "dismissed" | "blocked-by-system" | "missing" | "in-use" | "insecure" | "other";

/** Members that a browser does not tell are null; `candidate` is never empty (the end is null as a whole). */
export interface Candidate {
  candidate: string;
  mid: string | null;
  line_index: number | null;
  ufrag: string | null;
}

export interface IceServer {
  urls: string[];
  username: string;
  credential: string;
}

/** [x, y, width, height] in CSS px of the viewport. */
export type Rect = [number, number, number, number];

/** One node of the accessible tree; absent members are empty, false or zero (src/client/ui/accessibility.hpp). */
export interface MirrorNode {
  id: string;
  role: string;
  name?: string;
  value?: string;
  description?: string;
  described_by?: string;
  rect: Rect;
  clip?: Rect;
  level?: number;
  focus?: "program" | "tab";
  disabled?: boolean;
  invalid?: boolean;
  busy?: boolean;
  modal?: boolean;
  inert?: boolean;
  pressed?: boolean;
  checked?: boolean;
  selected?: boolean;
  expanded?: boolean;
  range?: [now: number, min: number, max: number];
  options?: string[];
  url?: string;
  position?: number;
  set_size?: number;
  field?: MirrorField;
}

export interface MirrorField {
  kind: "text" | "search" | "password";
  enter_key: "go" | "search";
  placeholder?: string;
  autocomplete?: string;
  max_length?: number;
  spellcheck?: boolean;
  read_only?: boolean;
  text_rect: Rect;
  size: number;
  weight: number;
  line_height: number;
  color: string;
  placeholder_color: string;
}

/** What changed since the last one. `order`: every node with the index of its parent (-1: none), when the structure changed. */
export interface MirrorChange {
  order?: [id: string, parent: number][];
  nodes: MirrorNode[];
  status?: Announcement;
  alert?: Announcement;
}

export interface Announcement {
  text: string;
  serial: number;
}

export interface VideoPlacement {
  video: "remote" | "local" | "screen";
  rect: Rect;
  radius: number;
  fit: "cover" | "contain";
  mirrored: boolean;
  opacity: number;
  name: string;
}

/** How a picture of text came out; see RasterizedText in src/client/ui/text_rasterizer.hpp. */
export interface TextPicture {
  width: number;
  height: number;
  left: number;
  top: number;
  colored: boolean;
  pixels: Uint8ClampedArray | null;
}

/** Everything outside the program that a frame depends on, read whenever it changed. Colours are [r, g, b]. */
export interface SurfaceState {
  width: number;
  height: number;
  density: number;
  safe_top: number;
  safe_right: number;
  safe_bottom: number;
  safe_left: number;
  keyboard_inset: number;
  text_scale: number;
  dark: boolean;
  more_contrast: boolean;
  reduced_motion: boolean;
  /** The system colours in the order of ForcedColors (src/client/ui/appearance.hpp), one byte a channel; null: not forced. */
  forced_colors: number[] | null;
}
