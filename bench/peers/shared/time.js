const two = (number) => String(number).padStart(2, '0');

/** What is left until `end`, as a clock shows it: `41:07`, `1:00:00`. */
export function timeLeft(end, now) {
  const seconds = Math.max(0, Math.round((end - now) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Calls back each second with the time; the function that comes back ends that. */
export function eachSecond(tick) {
  const timer = setInterval(() => tick(Date.now()), 1_000);
  return () => clearInterval(timer);
}
