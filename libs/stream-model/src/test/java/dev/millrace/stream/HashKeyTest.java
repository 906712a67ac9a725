package dev.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HashKeyTest {
    @Test
    void hashesPartitionKeysByMd5() {
        // md5("a") = 0cc175b9c0f1b6a831c399e269772661
        assertThat(HashKey.ofPartitionKey("a").toBigInteger())
                .isEqualTo(new BigInteger("0cc175b9c0f1b6a831c399e269772661", 16));
    }

    @Property
    void ordersAsUnsignedIntegers(@ForAll long h1, @ForAll long l1, @ForAll long h2, @ForAll long l2) {
        HashKey a = new HashKey(h1, l1);
        HashKey b = new HashKey(h2, l2);
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(a.toBigInteger().compareTo(b.toBigInteger()));
        assertThat(HashKey.parse(a.toString())).contains(a);
        assertThat(a.next().previous()).isEqualTo(a);
    }

    @Test
    void refusesWhatIsNotInTheHashSpace() {
        assertThat(HashKey.parse("340282366920938463463374607431768211455")).contains(HashKey.MAX);
        assertThat(HashKey.parse("340282366920938463463374607431768211456")).isEmpty();
        assertThat(HashKey.parse("01")).isEmpty();
        assertThat(HashKey.parse("-1")).isEmpty();
        assertThat(HashKey.parse("")).isEmpty();
    }
}
