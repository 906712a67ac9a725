package dev.millrace.service.time;

/** Why a clock is not gone by for what cannot be taken back. */
public enum ClockDoubt {
    NONE("trusted"),
    SETTLING("the process has just started"),
    JUMPED("it has jumped"),
    UNWITNESSED("no witness has been heard for a while"),
    OFF("it differs from its witnesses");

    private final String text;

    ClockDoubt(String text) {
        this.text = text;
    }

    /** For logs and the details of health. */
    public String text() {
        return text;
    }
}
