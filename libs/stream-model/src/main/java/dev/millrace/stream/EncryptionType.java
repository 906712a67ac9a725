package dev.millrace.stream;

/** How new records of a stream are kept. */
public enum EncryptionType {
    NONE,
    KMS
}
