// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Store} from "../libraries/Ledger.sol";
import {Account} from "../types/Account.sol";

/// @title Signatures
/// @notice Acts that others bring: the contract calls itself with the act and, behind it, who signed it and how.
/// @dev Each verb checks its signature last, after all that costs its actor nothing to get wrong: whatever fails, all is
///      undone. Nothing is written while a contract wallet is asked, for that is a static call.
abstract contract Signatures is ITraceTypes {
    /* CONSTANTS */

    /// @dev How much gas a contract wallet may use to check a signature: enough for one of a passkey.
    uint256 private constant WALLET_GAS = 400_000;
    /// @dev What comes behind an act: actor, nonce, deadline, and how long the signature before them is.
    uint256 internal constant TAIL = 0x80;

    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME = keccak256("Suyuan Trace");
    bytes32 private constant VERSION = keccak256("2");

    /* STORAGE */

    Store internal _store;

    address private immutable _SELF = address(this);
    uint256 private immutable _CHAIN_ID = block.chainid;
    bytes32 private immutable _SEPARATOR = _makeSeparator();

    /* WITHIN A VERB */

    /// @dev Whose act this is: the sender's, or that of who is said to have signed, which `_check` finds out.
    function _actor() internal view returns (address actor) {
        if (msg.sender != address(this)) return msg.sender;
        assembly {
            actor := calldataload(sub(calldatasize(), TAIL))
        }
    }

    /// @dev Whether the act was brought, so that a signature has to be checked.
    function _isBrought() internal view returns (bool) {
        return msg.sender == address(this);
    }

    /// @dev Checks the signature of an act whose struct begins with the batch's code and goes on with the digest.
    function _checkPlain(bytes32 typeHash, bytes32 id, bytes32 digest) internal {
        if (_isBrought()) _check(abi.encode(typeHash, id, digest));
    }

    /// @dev The same of one that has a member between the two.
    function _checkWith(bytes32 typeHash, bytes32 id, uint256 word, bytes32 digest) internal {
        if (_isBrought()) _check(abi.encode(typeHash, id, word, digest));
    }

    /// @dev Checks the signature of an act that was brought, and uses up its nonce.
    ///      `members` is what `abi.encode` gives of the struct's type hash and members, but for the last three: `actor`,
    ///      `nonce` and `deadline`. Nothing may be put into memory after it.
    function _check(bytes memory members) internal {
        (uint256 signer, uint256 nonce, uint256 deadline, uint256 size) = _tail();
        address actor = address(uint160(signer));
        uint256 end;
        bytes32 structHash;
        bytes calldata signature;
        assembly ("memory-safe") {
            // The three words that are missing stand first in the tail: they go into the free memory behind the others.
            end := sub(calldatasize(), TAIL)
            let length := mload(members)
            let start := add(members, 0x20)
            calldatacopy(add(start, length), end, 0x60)
            structHash := keccak256(start, add(length, 0x60))
            signature.offset := sub(end, size)
            signature.length := size
        }
        // More than there is, or no address, stands behind no act that `bring` laid out.
        if (size > end || signer != uint160(actor)) revert InvalidSignature(actor);
        _checkSignature(structHash, actor, nonce, deadline, signature);
    }

    /// @dev The four words behind an act that was brought.
    function _tail() private pure returns (uint256 actor, uint256 nonce, uint256 deadline, uint256 size) {
        assembly {
            let end := sub(calldatasize(), TAIL)
            actor := calldataload(end)
            nonce := calldataload(add(end, 0x20))
            deadline := calldataload(add(end, 0x40))
            size := calldataload(add(end, 0x60))
        }
    }

    /// @dev The nonce of the act that was brought.
    function _nonce() internal pure returns (uint256 nonce) {
        assembly {
            nonce := calldataload(sub(calldatasize(), 0x60))
        }
    }

    /// @dev Uses up a nonce. Reverts unless it is free.
    function _useNonce(address actor, uint256 nonce) internal {
        Account account = _store.accounts[actor];
        if (!account.isNonceFree(nonce)) revert InvalidNonce(actor, nonce);
        _store.accounts[actor] = account.withNonceUsed(nonce);
    }

    /// @dev Checks a signature, and uses up its nonce.
    function _checkSignature(
        bytes32 structHash,
        address actor,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) internal {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        _useNonce(actor, nonce);
        bytes32 separator =
            address(this) == _SELF && block.chainid == _CHAIN_ID ? _SEPARATOR : _makeSeparator();
        bytes32 digest;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, hex"1901")
            mstore(add(free, 0x02), separator)
            mstore(add(free, 0x22), structHash)
            digest := keccak256(free, 0x42)
        }
        // Key first: an account with code that it was lent (EIP-7702) still signs with its key.
        (address signer, ECDSA.RecoverError fault,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (fault == ECDSA.RecoverError.NoError && signer == actor) return;
        if (actor.code.length == 0 || !_isValidForWallet(actor, digest, signature)) revert InvalidSignature(actor);
    }

    /// @dev ERC-1271, with bounds for gas and for the answer.
    function _isValidForWallet(address wallet, bytes32 digest, bytes calldata signature) private view returns (bool) {
        bytes memory data = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bool success;
        bytes32 answer;
        assembly ("memory-safe") {
            mstore(0x00, 0)
            success := staticcall(WALLET_GAS, wallet, add(data, 0x20), mload(data), 0x00, 0x20)
            success := and(success, gt(returndatasize(), 0x1f))
            answer := mload(0x00)
        }
        return success && answer == bytes32(IERC1271.isValidSignature.selector);
    }

    function _makeSeparator() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN, NAME, VERSION, block.chainid, address(this)));
    }
}
