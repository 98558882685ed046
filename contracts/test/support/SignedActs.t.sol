// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../interfaces/ITrace.sol";
import {ITraceErrors} from "../../interfaces/ITraceErrors.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {TraceTest} from "./TraceTest.t.sol";
import {Vm, vm} from "./Vm.t.sol";

/// @dev Signs acts as a wallet does, and brings them.
abstract contract SignedActs is TraceTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    uint256 internal constant GAS_EACH = 3_000_000;

    /// @dev An act of one verb, and what is signed of it: the type's text before `address actor`, the types that it refers
    ///      to, and the members as EIP-712 encodes them.
    struct Sample {
        uint256 key;
        bytes call;
        string head;
        string others;
        bytes members;
    }

    /* SIGNING */

    function addressOf(uint256 key) internal pure returns (address) {
        return vm.addr(key);
    }

    function structHash(Sample memory sample, address actor, uint40 nonce, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        bytes memory typeText =
            abi.encodePacked(sample.head, "address actor,uint40 nonce,uint256 deadline)", sample.others);
        return keccak256(bytes.concat(keccak256(typeText), sample.members, abi.encode(actor, nonce, deadline)));
    }

    function typedHash(bytes32 hash, uint256 chainId, address verifier) internal pure returns (bytes32) {
        bytes32 domain =
            keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Suyuan Trace"), keccak256("2"), chainId, verifier));
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }

    function signHash(uint256 key, bytes32 hash) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        return abi.encodePacked(r, s, v);
    }

    /// @dev A sample signed by its own actor.
    function signed(Sample memory sample, uint40 nonce) internal view returns (ITraceTypes.Signed memory) {
        return signedFor(sample, addressOf(sample.key), nonce, block.timestamp);
    }

    function signedFor(Sample memory sample, address actor, uint40 nonce, uint256 deadline)
        internal
        view
        returns (ITraceTypes.Signed memory)
    {
        bytes32 hash = typedHash(structHash(sample, actor, nonce, deadline), block.chainid, address(trace));
        return ITraceTypes.Signed(sample.call, actor, nonce, deadline, signHash(sample.key, hash));
    }

    /// @dev A holder's word that batches go to somebody.
    function consentOf(uint256 key, ITraceTypes.Item[] memory items, address to, uint40 nonce)
        internal
        view
        returns (ITraceTypes.Consent memory)
    {
        Sample memory sample = Sample(
            key,
            "",
            "HandOver(Item[] batches,address to,bytes32 digest,",
            "Item(string code,uint56 quantity)",
            abi.encode(hashItems(items), to, DIGEST)
        );
        ITraceTypes.Signed memory s = signed(sample, nonce);
        return ITraceTypes.Consent(s.actor, s.nonce, s.deadline, s.signature);
    }

    function hashItems(ITraceTypes.Item[] memory items) internal pure returns (bytes32) {
        bytes memory hashes;
        for (uint256 i = 0; i < items.length; ++i) {
            bytes32 typeHash = keccak256("Item(string code,uint56 quantity)");
            hashes = bytes.concat(hashes, keccak256(abi.encode(typeHash, items[i].id, items[i].quantity)));
        }
        return keccak256(hashes);
    }

    /* BRINGING */

    function one(ITraceTypes.Signed memory s) internal pure returns (ITraceTypes.Signed[] memory acts) {
        acts = new ITraceTypes.Signed[](1);
        acts[0] = s;
    }

    /// @dev Brings an act that must be written.
    function bring(ITraceTypes.Signed memory s) internal returns (Vm.Log[] memory logs) {
        logs = act(relayer, abi.encodeCall(ITrace.bring, (one(s), GAS_EACH)));
        for (uint256 i = 0; i < logs.length; ++i) {
            vm.assertTrue(logs[i].topics[0] != ITraceTypes.ActSkipped.selector, "written");
        }
        vm.assertTrue(countLines(logs) != 0, "a line");
    }

    /// @dev Brings an act that must be left out for exactly this reason, and asserts that nothing is voided by it.
    function skip(bytes memory reason, ITraceTypes.Signed memory s) internal {
        bytes32 before = keccak256(abi.encode(trace.accountOf(s.actor)));
        Vm.Log[] memory logs = act(relayer, abi.encodeCall(ITrace.bring, (one(s), GAS_EACH)));
        vm.assertEq(countLines(logs), 0, "no line");
        Vm.Log memory last = logs[logs.length - 1];
        vm.assertEq(last.topics[0], ITraceTypes.ActSkipped.selector, "skipped");
        vm.assertEq(last.topics[1], bytes32(uint256(uint160(s.actor))), "whose");
        vm.assertEq(last.topics[2], bytes32(uint256(s.nonce)), "which nonce");
        (uint256 place, bytes memory why) = abi.decode(last.data, (uint256, bytes));
        vm.assertEq(place, 0, "which act");
        vm.assertEq(why, cut(reason), "why");
        vm.assertEq(keccak256(abi.encode(trace.accountOf(s.actor))), before, "nothing is voided");
    }

    /// @dev The first 68 bytes of a reason.
    function cut(bytes memory reason) internal pure returns (bytes memory) {
        bytes memory start = new bytes(reason.length < 68 ? reason.length : 68);
        for (uint256 i = 0; i < start.length; ++i) start[i] = reason[i];
        return start;
    }

    /* REASONS */

    function invalid(address actor) internal pure returns (bytes memory) {
        return only(ITraceErrors.InvalidSignature.selector, actor);
    }

    function badNonce(address actor, uint256 nonce) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.InvalidNonce.selector, actor, nonce);
    }

    function expired(uint256 deadline) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.SignatureExpired.selector, deadline);
    }

    /// @dev An act as somebody sends it who has no signature.
    function raw(bytes memory call) internal view returns (ITraceTypes.Signed memory) {
        return ITraceTypes.Signed(call, producer, 3, block.timestamp, "");
    }
}
