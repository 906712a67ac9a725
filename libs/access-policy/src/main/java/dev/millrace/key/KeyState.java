package dev.millrace.key;

/**
 * Whether a key can be used.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
public enum KeyState {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion");

    private final String wireName;

    KeyState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /**
     * Makes sure that a key in this state can encrypt and decrypt.
     *
     * @throws KeyException Disabled or KMSInvalidState if it cannot
     */
    public void requireUsable(String arn) {
        switch (this) {
            case ENABLED -> {
                // As it should be.
            }
            case DISABLED -> throw KeyErrors.disabled(arn);
            case PENDING_DELETION -> throw KeyErrors.pendingDeletion(arn);
        }
    }
}
