package dev.millrace.metadata.account;

/**
 * The account that this deployment serves.
 *
 * @param id twelve digits
 * @param region for texts and ARNs
 */
public record Account(String id, String region) {}
