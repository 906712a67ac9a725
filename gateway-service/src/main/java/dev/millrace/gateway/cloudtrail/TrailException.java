package dev.millrace.gateway.cloudtrail;

/** A look-up that makes no sense, under the name that CloudTrail has for it. */
public final class TrailException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    private TrailException(String code, String text) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
    }

    static TrailException invalidAttributes(String text) {
        return new TrailException("InvalidLookupAttributesException", text);
    }

    static TrailException invalidMaxResults(int most) {
        return new TrailException(
                "InvalidMaxResultsException", "The value for MaxResults must be between 1 and " + most + ".");
    }

    static TrailException invalidTimeRange() {
        return new TrailException("InvalidTimeRangeException", "The start time must not be after the end time.");
    }

    static TrailException invalidNextToken() {
        return new TrailException(
                "InvalidNextTokenException", "The next token is not one of this look-up, or expired.");
    }

    static TrailException invalidCategory() {
        return new TrailException(
                "InvalidEventCategoryException", "Events of that category are not looked up by this operation.");
    }

    String code() {
        return code;
    }

    /** What is wrong. */
    public String text() {
        return text;
    }
}
