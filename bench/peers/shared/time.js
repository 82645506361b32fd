const twoDigits = (number) => String(number).padStart(2, '0');

/** Formats the time until `end`: `41:07`, `1:00:00`. */
export function timeLeft(end, now) {
  const seconds = Math.max(0, Math.round((end - now) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** Calls `tick` each second with the time. The returned function stops it. */
export function eachSecond(tick) {
  const timer = setInterval(() => tick(Date.now()), 1_000);
  return () => clearInterval(timer);
}
