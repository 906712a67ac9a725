package dev.millrace.protocol.message;

/** Whether an operation changes anything, and whether it is about records or about what they are in. */
enum OperationKind {
    READ(true, false),
    WRITE(false, false),
    READ_RECORDS(true, true),
    WRITE_RECORDS(false, true);

    private final boolean readOnly;
    private final boolean aboutRecords;

    OperationKind(boolean readOnly, boolean aboutRecords) {
        this.readOnly = readOnly;
        this.aboutRecords = aboutRecords;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    boolean isAboutRecords() {
        return aboutRecords;
    }
}
