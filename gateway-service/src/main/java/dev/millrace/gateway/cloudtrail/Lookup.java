package dev.millrace.gateway.cloudtrail;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is looked for.
 *
 * @param management events of calls about things, or about records
 * @param from all there are, if empty
 * @param until now, if empty
 * @param most how many at a time
 */
public record Lookup(
        boolean management,
        Map<LookupAttribute, String> attributes,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Integer> most,
        Optional<String> nextToken) {}
