package dev.millrace.policy;

/**
 * A policy and what it is called where it is attached.
 *
 * @param name the ARN of a managed policy, the name of an inline one
 */
public record AttachedPolicy(String name, PolicyDocument document) {}
