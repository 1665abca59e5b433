// Ticks for a page that is hidden: the timers of a worker are not slowed down there. Started with the period in ms.
let timer;
onmessage = ({ data }) => {
  clearInterval(timer);
  timer = setInterval(() => postMessage(0), data);
};
