package dev.millrace.gateway.kinesis;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The {@code Date} of answers, by which SDKs set their signing clock right. It changes once a second, and is not
 * formatted more often than that.
 */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Clock clock;
    private volatile Formatted last = new Formatted(Long.MIN_VALUE, "");

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    String now() {
        Instant now = clock.instant();
        Formatted known = last;
        if (known.second != now.getEpochSecond()) {
            known = new Formatted(now.getEpochSecond(), FORM.format(now));
            last = known;
        }
        return known.text;
    }

    private record Formatted(long second, String text) {}
}
