// A camera that shows a drawn person, for pictures of a call: the browsers' own fake camera shows a test card.

/** @typedef {{ wall: [string, string], lamp: string, skin: string, hair: string, shirt: string, long_hair: boolean }} Portrait */

/** @type {Record<"Ada" | "Ben", Portrait>} */
export const PORTRAITS = {
  Ada: { wall: ["#27324f", "#0f1524"], lamp: "#f2c57c", skin: "#c98e6b", hair: "#2b1d1a", shirt: "#4f7d78", long_hair: true },
  Ben: { wall: ["#5b4636", "#1d1613"], lamp: "#ffd9a0", skin: "#e3b394", hair: "#5a3a22", shirt: "#39507d", long_hair: false },
};

/** Self-contained: puppeteer carries its source into the page, before the page's own scripts. @param {Portrait} portrait */
export function show_portrait({ wall, lamp, skin, hair, shirt, long_hair }) {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

  /** @param {string} color @param {number} x @param {number} y @param {number} rx @param {number} ry @param {number} [turn] */
  const blob = (color, x, y, rx, ry, turn = 0) => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI);
    context.fill();
  };
  let turn = 0;
  function draw() {
    turn += 1;
    const sway = 6 * Math.sin(turn / 15);
    const room = context.createLinearGradient(0, 0, 1280, 720);
    room.addColorStop(0, wall[0]);
    room.addColorStop(1, wall[1]);
    context.fillStyle = room;
    context.fillRect(0, 0, 1280, 720);
    const light = context.createRadialGradient(1040, 190, 10, 1040, 190, 420);
    light.addColorStop(0, `${lamp}cc`);
    light.addColorStop(0.15, `${lamp}55`);
    light.addColorStop(1, `${lamp}00`);
    context.fillStyle = light;
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = "rgba(255, 255, 255, .05)";
    context.fillRect(110, 90, 250, 330);  // a picture on the wall
    context.fillRect(130, 110, 210, 290);

    const x = 640 + sway;
    if (long_hair) {
      blob(hair, x, 390, 158, 230);
      blob(hair, x, 260, 150, 160);
    }
    context.fillStyle = shirt;
    context.beginPath();
    context.moveTo(x - 330, 720);
    context.bezierCurveTo(x - 320, 560, x - 190, 545, x - 90, 515);
    context.lineTo(x + 90, 515);
    context.bezierCurveTo(x + 190, 545, x + 320, 560, x + 330, 720);
    context.fill();
    context.fillStyle = skin;
    context.beginPath();
    context.roundRect(x - 52, 400, 104, 150, 50);
    context.fill();
    context.fillStyle = "rgba(0, 0, 0, .14)";
    context.beginPath();
    context.ellipse(x, 448, 60, 28, 0, 0, Math.PI);
    context.fill();
    blob(skin, x, 310, 112, 146);
    context.save();
    context.beginPath();
    context.ellipse(x, 310, 118, 152, 0, 0, 2 * Math.PI);
    context.clip();
    blob(hair, x - 30, 175, 175, 82, -0.12);
    context.restore();
    if (!long_hair) blob(hair, x - 6, 186, 112, 56, -0.05);
    const open = turn % 90 < 4 ? 1.5 : 9;  // a blink
    blob("#1c1413", x - 42, 312, 9, open);
    blob("#1c1413", x + 42, 312, 9, open);
    context.strokeStyle = hair;
    context.lineWidth = 7;
    context.lineCap = "round";
    for (const side of [-1, 1]) {
      context.beginPath();
      context.moveTo(x + side * 62, 284);
      context.quadraticCurveTo(x + side * 44, 274, x + side * 26, 283);
      context.stroke();
    }
    context.strokeStyle = "rgba(60, 20, 20, .55)";
    context.lineWidth = 6;
    context.beginPath();
    context.moveTo(x - 34, 382);
    context.quadraticCurveTo(x, 408, x + 34, 382);
    context.stroke();
    context.strokeStyle = "rgba(60, 20, 20, .22)";
    context.beginPath();
    context.moveTo(x + 2, 326);
    context.quadraticCurveTo(x + 14, 356, x - 4, 358);
    context.stroke();
  }

  const media = navigator.mediaDevices;
  const get_user_media = media.getUserMedia.bind(media);
  media.getUserMedia = async (wish) => {
    const stream = await get_user_media(wish);
    const [camera] = stream.getVideoTracks();
    if (!camera) return stream;
    const timer = setInterval(draw, 40);
    draw();
    const [drawn] = canvas.captureStream(25).getVideoTracks();
    const stop = drawn.stop.bind(drawn);
    drawn.stop = () => {
      clearInterval(timer);
      camera.stop();
      stop();
    };
    return new MediaStream([...stream.getAudioTracks(), drawn]);
  };
}
