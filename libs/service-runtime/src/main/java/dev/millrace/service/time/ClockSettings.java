package dev.millrace.service.time;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the machine's clock is trusted.
 *
 * @param tolerance a clock that differs from its witnesses by more than this is wrong
 * @param checkInterval how often witnesses are asked
 * @param settling for how long after the start nothing is removed for good: a wrong clock is usually set right by then
 * @param distrust for how long nothing is removed for good after the clock has jumped
 */
@ConfigurationProperties("millrace.clock")
public record ClockSettings(
        @DefaultValue("60s") Duration tolerance,
        @DefaultValue("10s") Duration checkInterval,
        @DefaultValue("5m") Duration settling,
        @DefaultValue("1h") Duration distrust) {}
