package dev.millrace.service;

/**
 * The tables of one service.
 *
 * @param namespace whose files these are; numbered independently of those of others
 * @param folder where the numbered {@code .cql} files lie on the class path
 */
public record ServiceSchema(String namespace, String folder) {}
