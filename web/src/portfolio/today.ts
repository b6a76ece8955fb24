/** The day it is here, as yyyy-mm-dd. */
export function today(now: Date = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** So many days after that moment, as yyyy-mm-dd here. */
export function daysAfter(moment: string, days: number): string {
  const date = new Date(moment);
  date.setDate(date.getDate() + days);
  return today(date);
}
