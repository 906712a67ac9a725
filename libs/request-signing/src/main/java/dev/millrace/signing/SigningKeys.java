package dev.millrace.signing;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing keys, which cost four HMACs to derive and stay the same for a day. Only keys of known credentials and of
 * dates within the tolerance get here, so callers cannot fill it; it is bounded all the same.
 */
final class SigningKeys {
    private final int limit;
    private final Map<Name, Derived> derived = new ConcurrentHashMap<>();

    SigningKeys(int limit) {
        this.limit = limit;
    }

    SecretKeySpec get(CredentialScope scope, String secret, Sha256 sha) {
        Name name = new Name(scope.accessKeyId(), scope.date(), scope.region(), scope.service());
        Derived known = derived.get(name);
        if (known != null && known.secret.equals(secret)) {
            return known.key;
        }
        Derived fresh = new Derived(secret, derive(scope, secret, sha));
        makeRoom();
        derived.put(name, fresh);
        return fresh.key;
    }

    static SecretKeySpec derive(CredentialScope scope, String secret, Sha256 sha) {
        SecretKeySpec key = Sha256.key(("AWS4" + secret).getBytes(StandardCharsets.UTF_8));
        for (String step : new String[] {scope.date(), scope.region(), scope.service(), CredentialScope.TERMINATOR}) {
            byte[] bytes = step.getBytes(StandardCharsets.UTF_8);
            key = Sha256.key(sha.hmac(key, bytes, bytes.length));
        }
        return key;
    }

    /** Forgets any one when full: which does not matter, since the set is far larger than a day's keys. */
    private void makeRoom() {
        if (derived.size() >= limit) {
            Iterator<Name> any = derived.keySet().iterator();
            if (any.hasNext()) {
                any.next();
                any.remove();
            }
        }
    }

    private record Name(String accessKeyId, String date, String region, String service) {}

    private record Derived(String secret, SecretKeySpec key) {}
}
