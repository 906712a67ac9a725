package dev.millrace.policy;

import java.util.List;

/**
 * A pattern for ARNs, held against them segment by segment: {@code *} in one segment does not reach into the next. Only
 * the last segment of the pattern takes all that is left, so {@code *} alone matches everything and
 * {@code arn:aws:kinesis:*} all that is of Kinesis.
 */
final class ArnPattern implements RequestPattern {
    /** {@code arn:partition:service:region:account:resource}, whose last may have colons of its own. */
    static final int SEGMENTS = 6;

    private final List<TextPattern> segments;

    ArnPattern(List<TextPattern> segments) {
        this.segments = List.copyOf(segments);
    }

    @Override
    public boolean matches(String arn, AccessRequest request) {
        int from = 0;
        int last = segments.size() - 1;
        for (int i = 0; i < last; i++) {
            int colon = arn.indexOf(':', from);
            if (colon < 0 || !segments.get(i).matches(arn, from, colon, request)) {
                return false;
            }
            from = colon + 1;
        }
        return segments.get(last).matches(arn, from, arn.length(), request);
    }
}
