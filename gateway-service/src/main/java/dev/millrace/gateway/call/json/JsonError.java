package dev.millrace.gateway.call.json;

/**
 * An error as the JSON protocol tells it.
 *
 * @param type its name
 * @param message for the caller; empty for none
 */
public record JsonError(String type, int status, String message) {}
