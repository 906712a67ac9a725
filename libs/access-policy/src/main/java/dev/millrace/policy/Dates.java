package dev.millrace.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dates as conditions write them: of ISO 8601 the day alone, or day and time with a zone; or seconds since 1970.
 *
 * @see <a href="https://www.w3.org/TR/NOTE-datetime">W3C's profile of ISO 8601</a>
 */
final class Dates {
    private static final int LONGEST = 40;

    private Dates() {}

    static Optional<Instant> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(text));
        } catch (DateTimeException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Instant read(String text) {
        if (text.indexOf('T') >= 0) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (text.indexOf('-', 1) >= 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }
}
