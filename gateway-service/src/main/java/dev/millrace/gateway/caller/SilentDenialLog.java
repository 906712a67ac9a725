package dev.millrace.gateway.caller;

import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.SilentDenials;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of policies that deny by what no request here has, such as {@code aws:SourceVpc}: AWS takes them, so they are taken, but
 * they keep nobody out. Each key is reported once, however many policies there are: their number is for callers to decide.
 */
public final class SilentDenialLog {
    private static final Logger log = LoggerFactory.getLogger(SilentDenialLog.class);
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private SilentDenialLog() {}

    /** @param name of the policy, or the ARN of what it is attached to */
    public static void tell(String name, PolicyDocument document) {
        for (String key : SilentDenials.of(document).missing()) {
            if (TOLD.add(key)) {
                log.warn("The policy {} denies by {}, which no request has here: it never holds", name, key);
            }
        }
    }
}
