package dev.millrace.service.time;

import java.time.Duration;

/**
 * When the machine's clock is trusted.
 *
 * @param tolerance a clock that differs from its witnesses by more than this is wrong
 * @param checkInterval how often witnesses are asked
 * @param settling for how long after the start nothing is removed for good: a wrong clock is usually set right by then
 * @param distrust for how long nothing is removed for good after the clock has jumped
 */
public record ClockSettings(Duration tolerance, Duration checkInterval, Duration settling, Duration distrust) {}
