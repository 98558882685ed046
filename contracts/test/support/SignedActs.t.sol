// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Trace} from "../../Trace.sol";
import {Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {TraceTest} from "./TraceTest.t.sol";
import {vm} from "./Vm.t.sol";

enum Verb {
    Create,
    Record,
    Inspect,
    Amend
}

/// @dev What an actor signs, as a wallet shows it. Each verb uses some of the fields.
struct Act {
    Verb verb;
    string code;
    /// The unit, the kind or the verdict.
    string word;
    uint64 quantity;
    uint24 amended;
    bytes32 digest;
    uint24 seq;
    uint256 deadline;
}

/// @dev Signs acts by the letter of EIP-712, on purpose without anything that `Trace` uses, and brings them.
abstract contract SignedActs is TraceTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    string internal constant NEW_CODE = "APPLE-0000-002";

    /// @dev An act of each verb that may be brought once `CODE` is created.
    function actOf(Verb verb) internal view returns (Act memory act) {
        act.verb = verb;
        act.code = verb == Verb.Create ? NEW_CODE : CODE;
        if (verb == Verb.Create) act.word = "KGM";
        if (verb == Verb.Record) act.word = "harvest";
        if (verb == Verb.Inspect) act.word = "pass";
        act.quantity = QUANTITY;
        act.amended = 1;
        act.digest = DIGEST;
        act.seq = 2;
        act.deadline = block.timestamp + 1 days;
    }

    function structHash(Act memory act) internal pure returns (bytes32) {
        bytes32 code = keccak256(bytes(act.code));
        bytes32 word = keccak256(bytes(act.word));
        if (act.verb == Verb.Create) {
            return keccak256(
                abi.encode(
                    keccak256("Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)"),
                    code,
                    word,
                    act.quantity,
                    act.digest,
                    act.deadline
                )
            );
        }
        if (act.verb == Verb.Amend) {
            bytes32 amend = keccak256("Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)");
            return keccak256(abi.encode(amend, code, act.amended, act.digest, act.seq, act.deadline));
        }
        bytes32 typeHash = act.verb == Verb.Record
            ? keccak256("Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)")
            : keccak256("Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)");
        return keccak256(abi.encode(typeHash, code, word, act.digest, act.seq, act.deadline));
    }

    function typedHash(Act memory act, address verifier, uint256 chainId) internal pure returns (bytes32) {
        bytes32 domain =
            keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Suyuan Trace"), keccak256("1"), chainId, verifier));
        return keccak256(abi.encodePacked(hex"1901", domain, structHash(act)));
    }

    function sign(uint256 key, Act memory act) internal view returns (bytes memory) {
        return signHash(key, typedHash(act, address(trace), block.chainid));
    }

    function signHash(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The calldata that brings a signed act.
    function callOf(Act memory act, address actor, bytes memory signature) internal pure returns (bytes memory) {
        bytes32 id = keccak256(bytes(act.code));
        uint256 deadline = act.deadline;
        if (act.verb == Verb.Create) {
            bytes3 unit = bytes3(bytes(act.word));
            return abi.encodeCall(
                Trace.createBySig, (act.code, unit, act.quantity, act.digest, actor, deadline, signature)
            );
        }
        if (act.verb == Verb.Record) {
            Kind kind = Kind.wrap(bytes32(bytes(act.word)));
            return abi.encodeCall(Trace.recordBySig, (id, kind, act.digest, actor, deadline, signature));
        }
        if (act.verb == Verb.Inspect) {
            Verdict verdict = keccak256(bytes(act.word)) == keccak256("pass") ? Verdict.Pass : Verdict.Fail;
            return abi.encodeCall(Trace.inspectBySig, (id, verdict, act.digest, actor, deadline, signature));
        }
        return abi.encodeCall(Trace.amendBySig, (id, act.amended, act.digest, actor, deadline, signature));
    }

    /// @dev Brings a signed act, as the relayer; fails as the call does.
    function bring(Act memory act, address actor, bytes memory signature) internal {
        bytes memory data = callOf(act, actor, signature);
        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    /// @dev Asserts that bringing a signed act fails with exactly this error, and writes no line.
    function expectRefusal(bytes memory reason, Act memory act, address actor, bytes memory signature) internal {
        uint64 lines = trace.lineCount();
        bytes memory data = callOf(act, actor, signature);
        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call(data);
        vm.assertFalse(success, "refused");
        vm.assertEq(result, reason, "reason");
        vm.assertEq(trace.lineCount(), lines, "no line was written");
    }
}
